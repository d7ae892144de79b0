package io.tact.acceptance.consistency;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Clients at work, each on a thread of its own, until it is closed or they have sent as much as they may. */
final class Workload implements AutoCloseable {
    private final Journal journal;
    private final ScheduledExecutorService threads;
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();

    /**
     * How much.
     *
     * @param people whom it is about
     * @param clients how many clients
     * @param pause how long a client rests between an answer and its next request
     * @param most how many answers with 200 end it, so that it is bounded
     * @param seed from which clients choose what they want
     */
    record Plan(Population people, int clients, Duration pause, long most, long seed) {}

    private Workload(Plan plan, Journal journal) {
        this.journal = journal;
        this.threads = new ScheduledThreadPoolExecutor(plan.clients());
    }

    static Workload start(Plan plan, NodeClient nodes, Journal journal) {
        Workload workload = new Workload(plan, journal);
        journal.note(LOAD_BEGINS);
        for (int n = 0; n < plan.clients(); n++) {
            Client client = new Client(n, plan.seed(), plan.people(), nodes);
            workload.threads.scheduleWithFixedDelay(
                    () -> workload.step(client, plan.most()), 0, plan.pause().toNanos(), TimeUnit.NANOSECONDS);
        }
        return workload;
    }

    static final String LOAD_BEGINS = "load begins";
    static final String LOAD_ENDS = "load ends";

    private void step(Client client, long most) {
        if (journal.answered() >= most) {
            return;
        }
        try {
            client.step();
        } catch (RuntimeException | Error e) {
            broken.add(e);
            throw e;
        }
    }

    /** Lets requests under way come to an end, and no more begin. */
    @Override
    public void close() {
        journal.note(LOAD_ENDS);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the clients did not come to an end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
        if (!broken.isEmpty()) {
            throw new AssertionError("a client broke", broken.peek());
        }
    }
}
