package io.tact.arbitration;

import io.tact.history.LedgerRecord;
import io.tact.model.Contact;
import io.tact.model.Slot;
import io.tact.policy.BudgetRule;
import io.tact.port.Alongside;
import io.tact.port.Budgets;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.DecisionRow;
import io.tact.port.Draw;
import io.tact.port.Formats;
import io.tact.port.Reminder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Records decisions: commits their reservations, with what they draw on budgets. Safe for any thread. */
final class Recorder {
    private final ContactLedger ledger;
    private final Budgets budgets;
    private final Duration retention;
    private final Formats formats;

    /**
     * @param retention how long contacts are remembered
     * @param formats in what format decisions are recorded
     */
    Recorder(ContactLedger ledger, Budgets budgets, Duration retention, Formats formats) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.retention = retention;
        this.formats = formats;
    }

    /**
     * Commits a decision, all of it or nothing.
     *
     * @param ruleset what it was decided with
     * @param found the record it was read from
     * @return what became of it; empty if a budget has not left what it needs, and nothing was done
     */
    Optional<CompletionStage<CommitResult>> record(
            Arbiter.Call call, ActiveRuleset ruleset, Arbiter.Answer.Decided decided, Accounts.Found found) {
        List<Budgets.Unit> units = units(ruleset, decided.decision());
        return units.isEmpty()
                ? Optional.of(commit(call, decided, found, List.of()))
                : budgets.take(units).map(taken -> commitDrawing(call, decided, found, taken));
    }

    /** What the selections need of budgets. */
    private static List<Budgets.Unit> units(ActiveRuleset ruleset, Decision decision) {
        List<Budgets.Unit> units = new ArrayList<>();
        for (Selection selection : decision.selected()) {
            Slot slot = selection.treatment().slot();
            for (BudgetRule budget : ruleset.budgetsOf(slot)) {
                if (budget.isInForce(decision.at())) {
                    units.add(new Budgets.Unit(
                            budget.periodAt(decision.at()), selection.contact().id()));
                }
            }
        }
        return units;
    }

    private CompletionStage<CommitResult> commitDrawing(
            Arbiter.Call call, Arbiter.Answer.Decided decided, Accounts.Found found, Budgets.Taken taken) {
        CompletionStage<CommitResult> committed;
        try {
            committed = commit(call, decided, found, taken.draws());
        } catch (RuntimeException e) {
            taken.doubt();
            throw e;
        }
        return committed.whenComplete((result, failure) -> {
            if (failure != null || result instanceof CommitResult.LeaseClosed) {
                taken.doubt();
            } else if (!(result instanceof CommitResult.Committed)) {
                taken.giveBack();
            }
        });
    }

    private CompletionStage<CommitResult> commit(
            Arbiter.Call call, Arbiter.Answer.Decided decided, Accounts.Found found, List<Draw> draws) {
        List<Contact> reservations =
                decided.decision().selected().stream().map(Selection::contact).toList();
        boolean changes = !reservations.isEmpty();
        List<LedgerRecord> changed = changes
                ? List.of(found.history()
                        .plus(reservations)
                        .settledAt(decided.decision().at(), retention))
                : List.of();
        // That there is nothing to send is as true as the record it was read from.
        List<LedgerRecord> unmoved = changes ? List.of() : List.of(found.history());
        DecisionRow row = new DecisionRow(
                call.id(),
                decided.decision().at(),
                call.fingerprint(),
                found.subscriber().id(),
                decided.body(),
                DecisionInputsCodec.encode(decided.inputs(), formats.written()));
        Alongside alongside = Alongside.reminding(ends(reservations)).drawing(draws);
        return ledger.commit(decided.decision().epoch(), changed, unmoved, row, alongside);
    }

    /** When their time runs out somebody must look whether the channel ever said a word. */
    private static List<Reminder> ends(List<Contact> reservations) {
        return reservations.stream()
                .filter(contact -> contact.expiresAt() != null)
                .map(contact -> new Reminder(
                        Objects.requireNonNull(contact.expiresAt()),
                        Reminder.Kind.EXPIRY,
                        contact.id(),
                        contact.subscriber()))
                .toList();
    }
}
