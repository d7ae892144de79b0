package io.tact.rules.simulation;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Locator;
import io.tact.history.ContactHistory;
import io.tact.port.CompiledRuleset;
import io.tact.rules.scenarios.NoControl;
import io.tact.ruleset.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays a stream of wanted contacts against a ruleset in virtual time: each is judged at its own instant, and one that is
 * granted is history, as sent, for the next of the same subscriber, and draws on the budgets that all share. Single-threaded;
 * memory grows by some thirty bytes a row, and where there are budgets by what every subscriber was granted.
 */
public final class Simulator {
    private Simulator() {}

    /**
     * What to simulate.
     *
     * @param ruleset the ruleset
     * @param versus a ruleset to compare with on the same stream; null for none
     * @param contacts the wanted contacts, as CSV, packed with gzip or not; a regular file, for it is read twice
     * @param profiles what is known of the subscribers, as CSV, packed with gzip or not; null for nothing
     * @param out the folder to write {@code decisions.csv} and {@code summary.json} to; made if it is missing
     * @param control whether control groups hold contacts back; they apply only to what the catalogue supplies
     * @param locator finds where the subscribers may be
     */
    public record Job(
            CompiledRuleset ruleset,
            @Nullable CompiledRuleset versus,
            Path contacts,
            @Nullable Path profiles,
            Path out,
            boolean control,
            Locator locator) {}

    /**
     * What came of it.
     *
     * @param summary the figures under the ruleset
     * @param versus the figures under the other one; null if there was none
     * @param changed how many contacts ended in another state under the other one
     * @param warnings what in the input may be a mistake
     */
    public record Result(
            SimulationSummary summary, @Nullable SimulationSummary versus, long changed, List<Problem> warnings) {}

    /** One ruleset's reading of the stream. */
    private record Run(SimulationSummary summary, Judgements judgements) {}

    /**
     * Simulates, and writes both files at the end.
     *
     * @throws SimulationException if rows are wrong or a rule fails; then nothing was written
     * @throws IOException if a file cannot be read or written
     */
    public static Result run(Job job, Progress progress) throws IOException, SimulationException {
        List<Problem> warnings = new ArrayList<>(ContactStreamReader.ignoredColumns(job.contacts()));
        Run base = replay(job, job.ruleset(), "judging", progress);
        CompiledRuleset other = job.versus();
        Run versus = other == null ? null : replay(job, other, "judging vs", progress);
        Result result = new Result(
                base.summary(),
                versus == null ? null : versus.summary(),
                versus == null ? 0 : changed(base.judgements(), versus.judgements()),
                warnings);
        write(job, base, versus, result, progress);
        return result;
    }

    private static Run replay(Job job, CompiledRuleset ruleset, String stage, Progress progress)
            throws IOException, SimulationException {
        CompiledRuleset used = job.control() ? ruleset : NoControl.in(ruleset);
        FirstProblems problems = new FirstProblems();
        Profiles profiles = Profiles.none();
        ContactStream stream;
        try {
            if (job.profiles() != null) {
                profiles = Profiles.read(job.profiles(), used.ruleset(), problems, progress);
            }
            stream = new ContactStreamReader(used.ruleset(), profiles, problems).read(job.contacts(), progress);
        } catch (ContactStreamReader.UnreadableException e) {
            problems.throwIfAny();
            throw e;
        }
        problems.throwIfAny();
        Replay replay = new Replay(
                new ActiveRuleset(used, 1, job.locator()), stream, profiles, ContactHistory.DEFAULT_RETENTION);
        SimulationSummary summary = replay.run(stage, progress);
        return new Run(summary, replay.judgements());
    }

    private static long changed(Judgements from, Judgements to) {
        long changed = 0;
        for (int row = 0; row < from.size(); row++) {
            changed += from.of(row).state() == to.of(row).state() ? 0 : 1;
        }
        return changed;
    }

    private static void write(Job job, Run base, @Nullable Run versus, Result result, Progress progress)
            throws IOException {
        Files.createDirectories(job.out());
        Path decisions = job.out().resolve("decisions.csv.part");
        Path summary = job.out().resolve("summary.json.part");
        try {
            new DecisionsFile(job.contacts(), base.judgements(), versus == null ? null : versus.judgements())
                    .write(decisions, progress);
            Files.writeString(summary, SummaryJson.of(result));
            Files.move(decisions, job.out().resolve("decisions.csv"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(summary, job.out().resolve("summary.json"), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(decisions);
            Files.deleteIfExists(summary);
        }
    }
}
