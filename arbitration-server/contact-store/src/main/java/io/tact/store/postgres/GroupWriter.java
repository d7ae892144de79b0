package io.tact.store.postgres;

import io.tact.port.CommitResult;
import io.tact.port.CouldNotDecideException;
import io.tact.port.StoreCommit;
import io.tact.store.CommitPlan;
import io.tact.store.GroupCommit;
import io.tact.store.GroupCommit.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a group of commits durable in one transaction of three round trips: read and hold what they depend on, write what
 * holds, commit. Where another session holds a record for too long, what needs that record is passed over and the others
 * of the group go on.
 */
final class GroupWriter implements GroupCommit.Writer<StoreCommit> {
    private static final int ATTEMPTS = 5;

    private final Database database;

    GroupWriter(Database database) {
        this.database = database;
    }

    @Override
    public List<Outcome> write(List<StoreCommit> group) {
        boolean passHeld = false;
        for (int attempt = 1; ; attempt++) {
            boolean pass = passHeld;
            try {
                return database.transact(connection -> write(connection, group, pass));
            } catch (Database.ContendedException e) {
                if (attempt == ATTEMPTS) {
                    throw new CouldNotDecideException(e.getMessage() + ", " + ATTEMPTS + " times in a row", e);
                }
            } catch (Database.BlockedException e) {
                if (pass) {
                    throw e;
                }
                passHeld = true;
            }
        }
    }

    private List<Outcome> write(Connection connection, List<StoreCommit> group, boolean passHeld) throws SQLException {
        GroupTruth truth = GroupTruth.read(connection, group, passHeld);
        CommitPlan<RuntimeException> plan = new CommitPlan<>(truth, truth.epoch());
        GroupChanges changes = new GroupChanges();
        List<Outcome> outcomes = new ArrayList<>(group.size());
        for (StoreCommit commit : group) {
            if (truth.isHeldByAnother(commit)) {
                outcomes.add(new Outcome.NotTried(SqlProblem.held(database.place())));
                continue;
            }
            CommitResult result = plan.judge(commit);
            outcomes.add(new Outcome.Said(result));
            if (result instanceof CommitResult.Committed) {
                changes.add(commit);
            }
        }
        if (!changes.write(connection)) {
            // Another node recorded a decision of the same id meanwhile: judge again, with it in view.
            throw new Database.ContendedException("the same decision was made by two nodes at once");
        }
        return outcomes;
    }
}
