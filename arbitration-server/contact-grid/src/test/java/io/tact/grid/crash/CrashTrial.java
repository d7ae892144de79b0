package io.tact.grid.crash;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.Sample;
import io.tact.arbitration.SubscriberRef;
import io.tact.grid.GridUnderTest;
import io.tact.history.Commands;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.model.Contact;
import io.tact.port.CouldNotDecideException;
import io.tact.port.LogPlace;
import io.tact.port.RecordWrite;
import io.tact.port.StoreLedger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request that comes to grief at one point: what the client is told, what is on the disk then, what it is told when it
 * repeats the request, and what is on the disk at last.
 */
final class CrashTrial {
    private static final int REPEATS = 3;

    private final CrashPoint point;
    private final Request request;
    private final Truth truth = new Truth();
    private final FragileNode here;
    private final FragileNode there;
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<Contact> before;

    /** What a client gets: an answer, a failure, or neither if the node is gone. */
    private record Reply(@Nullable String told, @Nullable Throwable failure) {}

    /**
     * @param first the grid of the node that is asked first
     * @param second that of the other, which hears nothing of the first
     */
    CrashTrial(CrashPoint point, Protocol protocol, GridUnderTest first, GridUnderTest second) {
        this.point = point;
        this.request = point.request();
        here = new FragileNode(first, truth, protocol);
        there = new FragileNode(second, truth, Protocol.AS_IT_IS);
        settle();
        before = new View(truth).contacts();
    }

    private void settle() {
        truth.activate();
        Accounts accounts = new Accounts(new StoreLedger(truth.store), Sample.RETENTION);
        Truth.join(accounts.enrol(Town.first(Town.LINE), "A-1", Town.NOW));
        Truth.join(accounts.enrol(Town.person("S-2", "+33639980002"), "A-1", Town.NOW));
        Truth.join(FragileNode.decideOutside(truth, "d0", 1));
        if (request == Request.DECISION_TO_SEND_NOTHING) {
            Truth.join(FragileNode.decideOutside(truth, "d9", 2));
        }
        if (point.memory() != Memory.NOTHING) {
            for (FragileNode node : List.of(here, there)) {
                Truth.join(node.accounts().find(Town.BY_ID));
                Truth.join(node.accounts().find(Town.BY_LINE));
                Truth.join(node.accounts().find(new SubscriberRef.ById("S-2")));
            }
        }
        if (point.memory() == Memory.BEHIND) {
            Truth.join(Town.note(accounts, "e0"));
        }
    }

    /** The steps that the request takes if nothing else happens. */
    List<Step> steps() {
        Steps steps = new Steps(point, this::inBetween);
        ask(steps);
        leave();
        return steps.passed();
    }

    /** All that is wrong; empty if the point was resolved as the protocol says. */
    List<String> wrong() {
        Steps steps = new Steps(point, this::inBetween);
        Reply first = ask(steps);
        judgeFirst(first, steps);
        View broken = new View(truth);
        check("when it was broken off", broken);
        if (steps.hasCrashed()) {
            here.restart();
        } else {
            steps.calmDown();
        }
        repeat(point.repeatedElsewhere() ? there : here);
        here.steps().arriveLate();
        repeat(point.repeatedElsewhere() ? here : there);
        View last = new View(truth);
        check("at last", last);
        wrong("it took effect " + request.applied(last) + " times", request.applied(last) == 1);
        nothingIsLeft();
        leave();
        return wrong;
    }

    private void leave() {
        here.forgetGrid();
        there.forgetGrid();
    }

    private Reply ask(Steps steps) {
        here.walk(steps);
        CompletionStage<String> asked = request.send(here, 1)
                .thenCompose(told -> steps.pass(Step.ANSWER, () -> CompletableFuture.completedFuture(told)));
        Reply reply = reply(asked);
        steps.answered();
        return reply;
    }

    private static Reply reply(CompletionStage<String> stage) {
        CompletableFuture<String> asked = stage.toCompletableFuture();
        if (!asked.isDone()) {
            return new Reply(null, null);
        }
        try {
            return new Reply(asked.join(), null);
        } catch (CompletionException e) {
            return new Reply(null, e.getCause());
        }
    }

    private void inBetween() {
        switch (point.disturbance()) {
            case RECORD_MOVED -> Truth.join(Town.note(there.accounts(), "e2"));
            case PLACES_TAKEN -> acknowledge(Truth.join(there.decideByKey("r", Town.BY_ID, 3, Town.SOON)));
            case PLACE_FREED -> Truth.join(
                    there.accounts().changeReserved("d0-1", Town.SOON, history -> Commands.release(history, "d0-1")));
            case ASKED_ELSEWHERE -> acknowledge(Truth.join(request.send(there, 1)));
            case ACTIVATED -> truth.activate();
            case NONE, REFUSED, LOST, UNANSWERED -> {}
        }
    }

    private void judgeFirst(Reply first, Steps steps) {
        boolean asked = point.disturbance() == Disturbance.ASKED_ELSEWHERE;
        if (first.told() != null) {
            acknowledge(first.told());
            wrong(
                    "it was told " + first.told(),
                    request.maySay(first.told(), false) || (asked && request.maySay(first.told(), true)));
            boolean applied = request.applied(new View(truth)) == 1;
            wrong(
                    "it was told " + first.told() + ", and that is not so",
                    applied || !request.claimsEffect(first.told()));
        } else if (first.failure() != null) {
            wrong("it failed with " + first.failure(), first.failure() instanceof CouldNotDecideException);
        } else {
            wrong("it hangs", steps.hasCrashed());
        }
    }

    /** The client asks again until it knows: nothing is in the way any more. */
    private void repeat(FragileNode node) {
        for (int i = 0; i < REPEATS; i++) {
            boolean there = request.applied(new View(truth)) > 0;
            Reply reply = reply(request.send(node, 2));
            if (reply.told() == null) {
                wrong.add("repeated, it got " + reply);
                return;
            }
            acknowledge(reply.told());
            wrong(
                    "repeated, it was told " + reply.told() + " where the effect was" + (there ? "" : " not")
                            + " there",
                    request.maySay(reply.told(), there));
            if (there || request.claimsEffect(reply.told())) {
                return;
            }
        }
        wrong.add("repeated, it never took effect");
    }

    /** The same key has the same answer, and what was answered is on the disk. */
    private void acknowledge(String told) {
        if (told.indexOf('|') > 0) {
            String id = told.substring(0, told.indexOf('|'));
            String earlier = acknowledged.putIfAbsent(id, told);
            wrong("the answer was " + earlier + " and then " + told, earlier == null || earlier.equals(told));
        }
    }

    private void check(String when, View view) {
        TruthCheck.wrong(truth, view).forEach(what -> wrong.add(when + ": " + what));
        wrong(when + ": its effect is there " + request.applied(view) + " times", request.applied(view) <= 1);
        wrong(when + ": half of it is there", request.isWhole(view));
        boolean erased = view.homes(Town.S).isEmpty();
        acknowledged.forEach((id, told) -> wrong(
                when + ": the answer was " + told + ", and recorded is " + view.answer(id),
                erased || told.equals(view.answer(id))));
        for (Contact contact : before) {
            boolean free = request.mayChange(contact)
                    || (point.disturbance() == Disturbance.PLACE_FREED
                            && contact.id().equals("d0-1"));
            wrong(
                    when + ": " + contact.id() + " was changed or lost",
                    free || view.contacts().contains(contact));
        }
        if (!here.steps().hasCrashed()) {
            holdsNothingNewer(when, here);
        }
        holdsNothingNewer(when, there);
    }

    /** What a node holds may be behind the disk, and is never anything else. */
    private void holdsNothingNewer(String when, FragileNode node) {
        Steps walking = node.steps();
        node.walk(Steps.calm());
        node.inGrid().forEach((name, packed) -> {
            LedgerKey key = new LedgerKey(name);
            wrong(when + ": the grid has another " + key, isTrue(key, packed));
            LedgerRecord read = Truth.join(node.ledger().read(key)).orElse(null);
            wrong(
                    when + ": a node reads another " + key,
                    read != null && isTrue(key, RecordCodec.encode(read, read.version())));
        });
        node.walk(walking);
    }

    private boolean isTrue(LedgerKey key, byte[] packed) {
        long version = RecordCodec.versionOf(packed);
        return truth.journal().stream()
                .flatMap(entry -> entry.commit().writes().stream())
                .filter(write -> write.key().equals(key) && write.toVersion() == version)
                .map(RecordWrite::bytes)
                .anyMatch(bytes -> Arrays.equals(bytes, packed));
    }

    /** After an erasure, whoever sweeps next leaves nothing behind. */
    private void nothingIsLeft() {
        if (request == Request.ERASURE) {
            Truth.join(there.sweeper().sweep(Town.LATER, 100));
            wrong(
                    "decisions of one who was erased are left",
                    Truth.join(truth.store.decisionsOf(Town.S, LogPlace.START, 10))
                            .isEmpty());
        }
    }

    private void wrong(String what, boolean holds) {
        if (!holds) {
            wrong.add(what);
        }
    }
}
