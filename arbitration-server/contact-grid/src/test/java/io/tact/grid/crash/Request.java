package io.tact.grid.crash;

import static io.tact.grid.crash.Town.BY_ID;
import static io.tact.grid.crash.Town.BY_LINE;
import static io.tact.grid.crash.Town.LATER;
import static io.tact.grid.crash.Town.LINE;
import static io.tact.grid.crash.Town.NEW_LINE;
import static io.tact.grid.crash.Town.S;
import static io.tact.grid.crash.Town.SOON;

import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.lifecycle.Erasures;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a client asks of a node, how often its effect is on the disk, and what is to be said when. */
enum Request {
    DECISION_WITH_KEY(
            (node, attempt) -> node.decideByKey("k", BY_ID, 1, SOON),
            view -> count(view.row("k").isPresent())),
    DECISION_WITHOUT_KEY(
            (node, attempt) -> node.decideWithoutKey("u" + attempt, BY_ID, 2, SOON),
            view -> count(view.row("u1").isPresent() || view.row("u2").isPresent())),
    DECISION_ON_TWO(
            (node, attempt) -> node.decideByKey("k", BY_ID, 2, SOON),
            view -> count(view.row("k").isPresent())),
    DECISION_BY_LINE(
            (node, attempt) -> node.decideByKey("k", BY_LINE, 1, SOON),
            view -> count(view.row("k").isPresent())),
    DECISION_TO_SEND_NOTHING(
            (node, attempt) -> node.decideByKey("k", BY_ID, 2, SOON),
            view -> count(view.row("k").isPresent())),

    CONFIRMATION(
            (node, attempt) -> node.accounts()
                    .changeReserved("d0-1", SOON, history -> Commands.confirm(history, "d0-1", SOON))
                    .thenApply(Request::text),
            view -> count(is(view, ContactState.SENT))),
    RELEASE(
            (node, attempt) -> node.accounts()
                    .changeReserved("d0-1", SOON, history -> Commands.release(history, "d0-1"))
                    .thenApply(Request::text),
            view -> count(is(view, ContactState.RELEASED))),
    OUTCOME((node, attempt) -> report(node, OutcomeType.DELIVERED), Request::reported),
    OPT_OUT((node, attempt) -> report(node, OutcomeType.OPTED_OUT), Request::reported),
    CONTACT_MADE_ELSEWHERE((node, attempt) -> Town.note(node.accounts(), "e1").thenApply(Request::text), view ->
            (int) view.contacts().stream().filter(c -> c.id().equals("e1")).count()),
    SUPPRESSION(
            (node, attempt) -> node.accounts()
                    .change(BY_ID, SOON, found -> Commands.suppress(found.history(), found.subscriber(), stop()))
                    .thenApply(Request::text),
            Request::suppressed),

    ENROLMENT(
            (node, attempt) -> node.accounts()
                    .enrol(Town.person("S-9", "+33639980009"), "A-1", SOON)
                    .thenApply(Enum::name),
            view -> view.homes("S-9").size()),
    CHANGE_OF_LINE(
            (node, attempt) ->
                    node.accounts().enrol(Town.first(NEW_LINE), "A-1", SOON).thenApply(Enum::name),
            view -> count(lines(view).contains(NEW_LINE))),
    CHANGE_OF_ACCOUNT(
            (node, attempt) ->
                    node.accounts().enrol(Town.first(LINE), "A-2", SOON).thenApply(Enum::name),
            view -> count(view.homes(S).stream().anyMatch(h -> h.key().equals(LedgerKey.ofAccount("A-2"))))),

    ERASURE(
            (node, attempt) -> node.erasures()
                    .erase(new Erasures.Request(S, "officer", "asked for it", SOON))
                    .thenApply(receipt -> receipt.isPresent() ? "ERASED" : "UNKNOWN"),
            view -> count(view.homes(S).isEmpty())),
    EXPIRY(
            (node, attempt) -> node.sweeper().sweep(LATER, 100).thenApply(swept -> "" + swept.expired()),
            view -> view.told("d0-1"));

    private final BiFunction<FragileNode, Integer, CompletionStage<String>> sending;
    private final Function<View, Integer> applied;

    Request(BiFunction<FragileNode, Integer, CompletionStage<String>> sending, Function<View, Integer> applied) {
        this.sending = sending;
        this.applied = applied;
    }

    /** Sends it for the so-manieth time. */
    CompletionStage<String> send(FragileNode node, int attempt) {
        return sending.apply(node, attempt);
    }

    /** How often its effect is on the disk. */
    int applied(View view) {
        return applied.apply(view);
    }

    boolean isDecision() {
        return name().startsWith("DECISION");
    }

    /** Whether an answer says that it took effect. A sweep that found nothing to tell is none. */
    boolean claimsEffect(String told) {
        return this != EXPIRY || !told.equals("0");
    }

    /** Whether that is what must be said, where the effect was, or was not, on the disk when it was asked. */
    boolean maySay(String told, boolean before) {
        return switch (this) {
            case DECISION_WITH_KEY, DECISION_ON_TWO, DECISION_BY_LINE, DECISION_TO_SEND_NOTHING -> told.startsWith(
                    "k|");
            case DECISION_WITHOUT_KEY -> told.startsWith("u");
            case CONFIRMATION, RELEASE -> told.equals(before ? "ALREADY" : "DONE");
            case OUTCOME, OPT_OUT -> told.equals(before ? "DUPLICATE" : "RECORDED");
            case CONTACT_MADE_ELSEWHERE -> told.equals(before ? "0" : "1");
            case SUPPRESSION -> told.equals(before ? "false" : "true");
            case ENROLMENT -> told.equals(before ? "UPDATED" : "CREATED");
            case CHANGE_OF_LINE, CHANGE_OF_ACCOUNT -> told.equals("UPDATED");
                // An erasure that was broken off is completed: there may be decisions left to erase, or nothing at all.
            case ERASURE -> before || told.equals("ERASED");
            case EXPIRY -> told.equals("0") || !before;
        };
    }

    /** Whether all of its effect is on the disk, or nothing of it. */
    boolean isWhole(View view) {
        boolean done = applied(view) > 0;
        LedgerKey home = LedgerKey.ofAccount("A-1");
        LedgerKey own = LedgerKey.ofSubscriber(S);
        return switch (this) {
            case CONFIRMATION, RELEASE -> done || is(view, ContactState.RESERVED);
            case OPT_OUT -> done == refusesMarketing(view);
            case ENROLMENT -> all(
                    done,
                    home.equals(view.target(LedgerKey.ofSubscriber("S-9"))),
                    home.equals(view.target(LedgerKey.ofLine("+33639980009"))));
            case CHANGE_OF_LINE -> all(
                    done,
                    home.equals(view.target(LedgerKey.ofLine(NEW_LINE))),
                    view.target(LedgerKey.ofLine(LINE)) == null);
            case CHANGE_OF_ACCOUNT -> {
                LedgerKey there = LedgerKey.ofAccount("A-2");
                yield view.homes(S).size() == 1
                        && all(
                                done,
                                there.equals(view.target(own)),
                                there.equals(view.target(LedgerKey.ofLine(LINE))),
                                view.histories().stream()
                                        .filter(h -> h.key().equals(there))
                                        .anyMatch(h -> !theirs(h).isEmpty()),
                                view.histories().stream()
                                        .filter(h -> h.key().equals(home))
                                        .allMatch(h -> theirs(h).isEmpty()));
            }
            case ERASURE -> all(
                    done,
                    view.target(own) == null,
                    view.target(LedgerKey.ofLine(LINE)) == null,
                    view.contacts().stream().noneMatch(c -> c.subscriber().equals(S)),
                    !view.audit.isEmpty());
            case EXPIRY -> done == view.reminders.stream().noneMatch(r -> r.id().equals("d0-1"));
            default -> true;
        };
    }

    private static boolean all(boolean done, boolean... parts) {
        for (boolean part : parts) {
            if (part != done) {
                return false;
            }
        }
        return true;
    }

    private static List<Contact> theirs(ContactHistory history) {
        return history.contacts().stream().filter(c -> c.subscriber().equals(S)).toList();
    }

    /** What it may change of contacts that were there before. */
    boolean mayChange(Contact contact) {
        return switch (this) {
            case CONFIRMATION, RELEASE, OUTCOME -> contact.id().equals("d0-1");
            case OPT_OUT, ERASURE -> contact.subscriber().equals(S);
            default -> false;
        };
    }

    private static CompletionStage<String> report(FragileNode node, OutcomeType type) {
        Outcome outcome = new Outcome("o1", type, SOON, null);
        return node.accounts()
                .changeReserved("d0-1", SOON, history -> Commands.report(history, "d0-1", outcome, SOON))
                .thenApply(Request::text);
    }

    private static String text(Optional<?> result) {
        return result.map(Object::toString).orElse("NOBODY");
    }

    private static boolean is(View view, ContactState state) {
        return view.contact("d0-1").orElseThrow().stored() == state;
    }

    private static int reported(View view) {
        return (int) view.contact("d0-1").orElseThrow().outcomes().stream()
                .filter(o -> o.id().equals("o1"))
                .count();
    }

    private static boolean refusesMarketing(View view) {
        Subscriber subscriber = view.subscriber(S);
        return subscriber != null
                && subscriber.consents().stream().anyMatch(c -> !c.granted() && c.purpose() == Purpose.MARKETING);
    }

    private static Suppression stop() {
        return new Suppression("stop", null, null, null, null, "asked for it", null, SOON, null, null);
    }

    private static int suppressed(View view) {
        Subscriber subscriber = view.subscriber(S);
        return subscriber == null
                ? 0
                : (int) subscriber.circumstances().suppressions().stream()
                        .filter(s -> s.id().equals("stop"))
                        .count();
    }

    private static Set<String> lines(View view) {
        Subscriber subscriber = view.subscriber(S);
        return subscriber == null ? Set.of() : Set.copyOf(subscriber.lines());
    }

    private static int count(boolean there) {
        return there ? 1 : 0;
    }
}
