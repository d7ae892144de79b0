package io.tact.acceptance.consistency;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A whole run: people are made known, there is load, things go wrong, everything is asked again, and the checker judges. */
final class Trial {
    static final int ENOUGH = 100;

    private static final int SAMPLE = 10;
    private static final int PERSISTENCE = 20;

    private final Nodes nodes;
    private final Workload.Plan plan;
    private final Journal journal = new Journal();
    private final NodeClient client;

    Trial(Nodes nodes, Workload.Plan plan) {
        this.nodes = nodes;
        this.plan = plan;
        this.client = new NodeClient(nodes::urls, journal);
    }

    Journal journal() {
        return journal;
    }

    /**
     * Runs.
     *
     * @param calm how long there is load before each fault, and after the last; it is longer if that is what it takes for
     *     {@link #ENOUGH} answers
     * @param faults what goes wrong, one after the other
     * @return what the ledger tells when all is over
     */
    FinalState run(Duration calm, List<Fault> faults) {
        NodeClient.Answer enrolled = client.enrol(plan.people());
        if (enrolled.status() != 200) {
            throw new AssertionError("nobody could be made known: " + enrolled);
        }
        try (Workload load = Workload.start(plan, client, journal)) {
            for (Fault fault : faults) {
                calm(calm);
                journal.note(fault.name());
                fault.strike().run();
                pass(fault.held(), () -> true);
                fault.heal().run();
            }
            calm(calm);
        }
        askAgain();
        return new FinalStateReader(client).read(plan.people());
    }

    private void calm(Duration time) {
        long before = journal.answered();
        pass(time, () -> journal.answered() - before >= ENOUGH);
    }

    /** Lets so much time of the clients' clock pass, and waits for something else, but not for ever. */
    private static void pass(Duration time, BooleanSupplier also) {
        long end = System.nanoTime() + time.toNanos();
        await("answers under load")
                .atMost(time.plusSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> System.nanoTime() - end >= 0 && also.getAsBoolean());
    }

    /** Repeats every key that never had an answer, and some of those that had one, on any node. */
    private void askAgain() {
        Map<String, Intent> unanswered = new LinkedHashMap<>();
        Map<String, Intent> answered = new LinkedHashMap<>();
        journal.attempts().stream()
                .filter(a -> a.is(Intent.Kind.DECIDE) && a.intent().hasKey())
                .forEach(a -> (a.isOk() ? answered : unanswered)
                        .put(a.intent().key(), a.intent()));
        unanswered.keySet().removeAll(answered.keySet());
        int node = 0;
        for (Intent intent : unanswered.values()) {
            client.deliver(intent, node++, PERSISTENCE);
        }
        for (Intent intent : answered.values()) {
            if (node++ % SAMPLE == 0) {
                client.deliver(intent, node / SAMPLE, PERSISTENCE);
            }
        }
    }
}
