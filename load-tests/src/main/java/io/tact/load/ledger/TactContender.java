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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tact's ledger over a store, asked for whole decisions, or for commits that check no more than the peers do, with or without
 * idempotency keys. As many threads ask as a node has event loops.
 */
final class TactContender implements Contender {
    private static final int LOADED_AT_ONCE = 512;

    private final String name;
    private final String prefix;
    private final int subscribers;
    private final Question question;

    private TactContender(String name, String prefix, int subscribers, Question question) {
        this.name = name;
        this.prefix = prefix;
        this.subscribers = subscribers;
        this.question = question;
    }

    /** What is asked about a subscriber; the answer, once durable, is whether a contact was granted. */
    @FunctionalInterface
    interface Question {
        CompletionStage<Boolean> ask(String subscriber);
    }

    /**
     * From the parsed request to the durable answer: it reads the record, decides with the sample ruleset, packs the record
     * and the decision with all it was made from, and commits both in a group, with a reminder of the reservation's end.
     *
     * @param store what it is called
     * @param ruleset active in the ledger's store
     */
    static TactContender deciding(
            String store,
            ContactLedger ledger,
            ActiveRuleset ruleset,
            Executor workers,
            int subscribers,
            InstantSource clock)
            throws InterruptedException {
        Arbiter arbiter =
                new Arbiter(ledger, () -> ruleset, () -> Registers.EMPTY, workers, ContactHistory.DEFAULT_RETENTION);
        String prefix = load(store, ledger, subscribers);
        return new TactContender("tact, " + store, prefix, subscribers, subscriber -> arbiter.decide(
                        SampleRequest.of(subscriber, clock.instant()))
                .thenApply(TactContender::isGranted));
    }

    /** What the peers do and no more: see {@link WindowCommit}. */
    static TactContender committing(String store, ContactLedger ledger, int subscribers, InstantSource clock)
            throws InterruptedException {
        return committing(store, "", new WindowCommit(ledger, clock, false), ledger, subscribers);
    }

    /** The same, each with an idempotency key. */
    static TactContender committingWithKeys(String store, ContactLedger ledger, int subscribers, InstantSource clock)
            throws InterruptedException {
        return committing(store, ", with keys", new WindowCommit(ledger, clock, true), ledger, subscribers);
    }

    private static TactContender committing(
            String store, String how, WindowCommit commit, ContactLedger ledger, int subscribers)
            throws InterruptedException {
        String prefix = load(store + " commits" + how, ledger, subscribers);
        return new TactContender("tact commits, " + store + how, prefix, subscribers, commit::ask);
    }

    private static boolean isGranted(Arbiter.Answer answer) {
        return answer instanceof Arbiter.Answer.Decided decided
                && !decided.decision().selected().isEmpty();
    }

    /** Enrols subscribers of its own with the contacts of the {@link SampleAccount}, and gives what their ids begin with. */
    private static String load(String who, ContactLedger ledger, int subscribers) throws InterruptedException {
        String prefix = who.substring(0, 1) + who.length() + "-";
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
        tally.requireAlive(who);
        return prefix;
    }

    private static ContactHistory account(String subscriber) {
        ContactHistory sample = SampleAccount.history(subscriber);
        return new ContactHistory(sample.key(), 0, sample.floor(), sample.subscribers(), sample.contacts());
    }

    /** How many bytes the record of one subscriber has, packed. */
    static int packedLength() {
        return RecordCodec.encode(account("e8-12345"), 1).length;
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
            question.ask(subscriber).whenComplete((granted, failure) -> {
                if (failure != null) {
                    tally.failed(failure);
                } else {
                    tally.answered(granted, asked);
                }
                places.release();
            });
        }

        @Override
        public void finish(Tally tally) throws InterruptedException {
            places.acquire(inFlight);
        }
    }
}
