package io.tact.load.ledger;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.history.ContactHistory;
import io.tact.history.RecordCodec;
import io.tact.load.SampleAccount;
import io.tact.policy.Registers;
import io.tact.port.ContactLedger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tact from the parsed request to the durable answer: it reads the record, decides with the sample ruleset, packs the record
 * and the decision with all it was made from, and commits both in a group, with a reminder of the reservation's end. As many
 * threads ask as a node has event loops.
 */
final class TactContender implements Contender {
    private static final int LOADED_AT_ONCE = 512;

    private final String name;
    private final String prefix;
    private final int subscribers;
    private final InstantSource clock;
    private final Arbiter arbiter;

    private TactContender(String name, String prefix, int subscribers, InstantSource clock, Arbiter arbiter) {
        this.name = name;
        this.prefix = prefix;
        this.subscribers = subscribers;
        this.clock = clock;
        this.arbiter = arbiter;
    }

    /**
     * Enrols subscribers of its own with the contacts of the {@link SampleAccount}.
     *
     * @param store what it is called
     * @param ruleset active in the ledger's store
     */
    static TactContender load(
            String store,
            ContactLedger ledger,
            ActiveRuleset ruleset,
            Executor workers,
            int subscribers,
            InstantSource clock)
            throws InterruptedException {
        String prefix = store.substring(0, 1) + "-";
        Arbiter arbiter =
                new Arbiter(ledger, () -> ruleset, () -> Registers.EMPTY, workers, ContactHistory.DEFAULT_RETENTION);
        Semaphore places = new Semaphore(LOADED_AT_ONCE);
        Tally tally = new Tally();
        for (int i = 0; i < subscribers; i++) {
            places.acquire();
            ledger.commit(0, List.of(account(prefix + i)), null).whenComplete((result, failure) -> {
                if (failure != null) {
                    tally.failed(failure);
                }
                places.release();
            });
        }
        places.acquire(LOADED_AT_ONCE);
        tally.requireAlive(store);
        return new TactContender("tact, " + store, prefix, subscribers, clock, arbiter);
    }

    private static ContactHistory account(String subscriber) {
        ContactHistory sample = SampleAccount.history(subscriber);
        return new ContactHistory(sample.key(), 0, sample.floor(), sample.subscribers(), sample.contacts());
    }

    /** How many bytes the record of one subscriber has, packed. */
    static int packedLength() {
        return RecordCodec.encode(account("e-12345"), 1).length;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Lane> lanes(int inFlight) {
        List<Lane> lanes = new ArrayList<>();
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), inFlight);
        for (int i = 0; i < threads; i++) {
            lanes.add(new Asker(inFlight / threads + (i < inFlight % threads ? 1 : 0)));
        }
        return lanes;
    }

    private final class Asker implements Lane {
        private final Semaphore places;
        private final int inFlight;

        Asker(int inFlight) {
            this.inFlight = inFlight;
            this.places = new Semaphore(inFlight);
        }

        @Override
        public void step(Tally tally) throws InterruptedException {
            places.acquire();
            long asked = System.nanoTime();
            String subscriber = prefix + ThreadLocalRandom.current().nextInt(subscribers);
            arbiter.decide(SampleRequest.of(subscriber, clock.instant())).whenComplete((answer, failure) -> {
                if (failure != null) {
                    tally.failed(failure);
                } else {
                    tally.answered(isGranted(answer), asked);
                }
                places.release();
            });
        }

        private boolean isGranted(Arbiter.Answer answer) {
            return answer instanceof Arbiter.Answer.Decided decided
                    && !decided.decision().selected().isEmpty();
        }

        @Override
        public void finish(Tally tally) throws InterruptedException {
            places.acquire(inFlight);
        }
    }
}
