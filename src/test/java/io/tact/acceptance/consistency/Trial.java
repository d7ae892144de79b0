package io.tact.acceptance.consistency;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** A whole run: people are made known, there is load, things go wrong, everything is asked again, and the checker judges. */
final class Trial {
    static final int ENOUGH = 500;

    private static final int PATIENCE = 12;
    private static final int SAMPLE = 10;
    private static final int PERSISTENCE = 20;

    private final Workload.Plan plan;
    private final Journal journal = new Journal();
    private final NodeClient client;
    private Duration apart = Duration.ZERO;

    /** @param urls where the nodes are, asked anew for each request */
    Trial(Supplier<List<String>> urls, Workload.Plan plan) {
        this(urls, plan, NodeClient.USUAL_PATIENCE);
    }

    /**
     * One whose clients are patient.
     *
     * @param patience how long a client waits for an answer
     */
    Trial(Supplier<List<String>> urls, Workload.Plan plan, Duration patience) {
        this.plan = plan;
        this.client = new NodeClient(urls, patience, journal);
    }

    /** Has at least so much time pass between the beginning of one fault and that of the next. */
    Trial withFaultsApart(Duration time) {
        apart = time;
        return this;
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
            long next = System.nanoTime();
            for (Fault fault : faults) {
                calm(calm);
                passUntil(next);
                next = System.nanoTime() + apart.toNanos();
                journal.note(fault.name());
                fault.strike().run();
                pass(fault.held());
                fault.heal().run();
            }
            calm(calm);
        }
        askAgain();
        return new FinalStateReader(client).read(plan.people());
    }

    /** Where answers do not come in a multiple of the time, the run goes on, and the checker will say that it was dead. */
    private void calm(Duration time) {
        long enough = journal.answered() + ENOUGH;
        long longest = System.nanoTime() + time.multipliedBy(PATIENCE).toNanos();
        pass(time);
        until(() -> journal.answered() >= enough || System.nanoTime() - longest >= 0);
    }

    /** Lets so much time of the clients' clock pass. */
    private static void pass(Duration time) {
        passUntil(System.nanoTime() + time.toNanos());
    }

    private static void passUntil(long end) {
        until(() -> System.nanoTime() - end >= 0);
    }

    private static void until(Callable<Boolean> reached) {
        await("the next step")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(reached);
    }

    /** Repeats every key that never had an answer, and some of those that had one, on any node. */
    private void askAgain() {
        Map<String, Intent> unanswered = new LinkedHashMap<>();
        Map<String, Intent> answered = new LinkedHashMap<>();
        journal.attempts().stream()
                .filter(a -> a.is(Intent.Kind.DECIDE) && a.intent().hasKey())
                .forEach(a -> (a.isOk() ? answered : unanswered).put(a.intent().key(), a.intent()));
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
