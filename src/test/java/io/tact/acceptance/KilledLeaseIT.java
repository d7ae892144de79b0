package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.acceptance.consistency.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Two nodes share a budget, and one of them is killed with a part of it in its hands. */
@Isolated("several nodes need the whole of a small machine")
@Timeout(240)
class KilledLeaseIT {
    private static final int STOCK = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** More than a lease lasts, and what clocks may differ by. */
    private static final Duration LATER = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int people;

    @Test
    void whatAKilledNodeHadLeasedIsNobodysUntilItIsReclaimedAndThenNoneOfItIsLost() throws Exception {
        Path shift = Files.writeString(folder.resolve("shift"), "0");
        try (TwoNodes two = new TwoNodes(folder, "id,period,max\nstock,TOTAL," + STOCK + "\n")) {
            TactProcess doomed = two.begin(0);
            TactProcess left = two.begin(1, "io.tact.acceptance.ShiftedNode", shift.toString());
            Api victim = new Api(ready(doomed));
            Api survivor = new Api(ready(left));
            Health.awaitMembers(left.url(), 2);
            Rulesets.enrol(survivor, 2_000);

            int granted = grantUntilItHolds(victim);
            doomed.kill();
            int lost = STOCK - granted - grantAll(survivor);
            assertThat(lost).as("what the killed node had leased and not drawn").isPositive();
            assertThat(leased(survivor)).isEqualTo(lost);

            Files.writeString(shift, Long.toString(LATER.toMillis()));
            await("its lease to be reclaimed").atMost(PATIENCE).until(() -> leased(survivor) == 0);
            assertThat(grantAll(survivor)).isEqualTo(lost);
            assertThat(budget(survivor).path("drawn").asInt()).isEqualTo(STOCK);
        }
    }

    private static String ready(TactProcess process) {
        String url = process.url();
        Health.awaitReady(url);
        return url;
    }

    /** Grants until the node has a part of the budget left that it may draw; how many it took. */
    private int grantUntilItHolds(Api node) {
        int granted = 0;
        while (budget(node).path("held").asInt() == 0) {
            assertThat(grants(node)).as("of " + STOCK + " the first " + granted).isTrue();
            granted++;
        }
        return granted;
    }

    /** Grants until nothing is left, which is not only so because the store has not been asked again; how many it took. */
    private int grantAll(Api node) {
        int granted = 0;
        while (granted <= STOCK) {
            if (grants(node)) {
                granted++;
            } else if (budget(node).path("held").asInt() == 0 && free(node) == 0) {
                return granted;
            }
        }
        throw new AssertionError("more than " + STOCK + " were granted");
    }

    private static int free(Api node) {
        JsonNode budget = budget(node);
        return STOCK - budget.path("drawn").asInt() - budget.path("leased").asInt();
    }

    private static int leased(Api node) {
        return budget(node).path("leased").asInt();
    }

    private static JsonNode budget(Api node) {
        return await("the budget")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> node.get("/v1/budgets"), answer -> answer.status() == 200)
                .json()
                .at("/budgets/0");
    }

    /** Whether somebody new is granted a message. */
    private boolean grants(Api node) {
        String subscriber = Rulesets.subscriber(people++);
        Api.Answer answer = await("an answer")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> node.decide(subscriber, "SMS", "k-" + subscriber).join(), a -> a.status() == 200);
        return !Reservations.granted(answer.json()).isEmpty();
    }
}
