package io.tact.lifecycle;

import static io.tact.lifecycle.Town.NOW;
import static io.tact.lifecycle.Town.join;
import static io.tact.lifecycle.Town.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.Redirect;
import io.tact.model.Consent;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.Feeds.Entry;
import io.tact.port.Feeds.Feed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErasuresTest {
    private static final Instant TONIGHT = NOW.plusSeconds(36_000);
    private static final String LINE = "+33612345678";

    private final Town town = new Town();

    private Optional<Erasures.Receipt> erase(String id, Instant at) {
        return join(town.erasures.erase(new Erasures.Request(id, "anonymous", "asked by letter", at)));
    }

    private static Consent refusal() {
        return new Consent(null, Purpose.MARKETING, null, null, false, NOW, null, null);
    }

    private List<Suppression> suppressions(String id) {
        return town.find(id).subscriber().circumstances().suppressions();
    }

    @Test
    void nothingIsLeftOfTheSubscriberButTombstonesWhoseVersionNeverFalls() {
        town.enrol(person("anna", LINE), null).enrol(person("béla", "+33600000000"), null);
        town.reserve("d1", "anna", TONIGHT);
        town.reserve("d2", "béla", TONIGHT);
        long version = town.find("anna").history().version();

        Erasures.Receipt receipt = erase("anna", NOW.plusSeconds(1)).orElseThrow();

        assertThat(receipt.at()).isEqualTo(NOW.plusSeconds(1));
        assertThat(receipt.erased())
                .containsEntry("contacts", 1L)
                .containsEntry("lines", 1L)
                .containsEntry("emails", 1L)
                .containsEntry("decisions", 1L);
        assertThat(town.knows("anna")).isFalse();
        assertThat(join(town.ledger.read(LedgerKey.ofSubscriber("anna"))))
                .contains(new Redirect(LedgerKey.ofSubscriber("anna"), version + 1, null, null));
        assertThat(join(town.ledger.read(LedgerKey.ofLine(LINE))))
                .contains(new Redirect(LedgerKey.ofLine(LINE), 2, null, null));
        assertThat(town.decisions("anna")).isEmpty();
        assertThat(town.decisions("béla")).hasSize(1);
        assertThat(join(town.store.load(LedgerKey.ofSubscriber("anna")))
                        .orElseThrow()
                        .bytes()
                        .length)
                .isLessThan(8);
    }

    @Test
    void othersOfTheAccountStayAndTheirDecisionsKeepOnlyTheAnswersThatHadSeenTheErased() {
        town.enrol(person("béla", "+33600000000"), "family");
        town.reserve("before", "béla", TONIGHT);
        town.enrol(person("anna", LINE), "family");
        town.reserve("together", "béla", TONIGHT);
        town.reserve("hers", "anna", TONIGHT);

        assertThat(erase("anna", NOW.plusSeconds(1))).isPresent();

        ContactHistory family = town.find("béla").history();
        assertThat(family.subscribers()).extracting(Subscriber::id).containsExactly("béla");
        assertThat(family.contacts()).extracting(c -> c.subscriber()).containsOnly("béla");
        assertThat(join(town.store.decision("before")).orElseThrow().inputs()).isNotEmpty();
        DecisionRow together = join(town.store.decision("together")).orElseThrow();
        assertThat(together.inputs()).isEmpty();
        assertThat(together.answer()).isNotEmpty();
        assertThat(join(town.store.decision("hers"))).isEmpty();
        assertThat(join(town.store.due(TONIGHT.minusSeconds(1), 10)))
                .as("the second round, for dry runs on their way")
                .hasSize(2);
        join(town.sweeper.sweep(NOW.plus(Erasures.LATEST_DRY_RUN).plusSeconds(1), 10));
        assertThat(join(town.store.due(TONIGHT.minusSeconds(1), 10))).isEmpty();
    }

    @Test
    void aNumberThatHadSaidNoComesBackSuppressedUntilItIsLifted() {
        town.enrol(person("anna", LINE).withConsents(List.of(refusal())), null);
        assertThat(erase("anna", NOW.plusSeconds(1)).orElseThrow().kept()).isEqualTo(2);

        town.enrol(person("carl", LINE), null);

        assertThat(suppressions("carl")).singleElement().satisfies(s -> {
            assertThat(s.purpose()).isEqualTo(Purpose.MARKETING);
            assertThat(s.channel()).isNull();
            assertThat(s.at()).isEqualTo(NOW.plusSeconds(1));
            assertThat(s.lift()).isNull();
            assertThat(s.id()).startsWith("erased-");
        });
        String id = suppressions("carl").get(0).id();
        join(town.accounts.change(
                new io.tact.arbitration.SubscriberRef.ById("carl"),
                NOW.plusSeconds(2),
                found -> Commands.lift(found.history(), found.subscriber(), id, NOW.plusSeconds(2), "asked again")));
        town.enrol(person("carl", LINE), null);
        assertThat(suppressions("carl")).singleElement().satisfies(s -> assertThat(s.lift())
                .isNotNull());
    }

    @Test
    void anEmailAddressComesBackSuppressedHoweverItIsWritten() {
        town.enrol(person("anna").withConsents(List.of(refusal())), null);
        assertThat(erase("anna", NOW.plusSeconds(1))).isPresent();

        town.enrol(
                new Subscriber(
                        "dora",
                        List.of(),
                        List.of("ANNA@example.ORG"),
                        List.of(),
                        null,
                        null,
                        null,
                        java.util.Map.of(),
                        List.of()),
                null);

        assertThat(suppressions("dora")).hasSize(1);
    }

    @Test
    void aNumberThatNeverSaidNoComesBackFree() {
        town.enrol(person("anna", LINE), null);
        assertThat(erase("anna", NOW.plusSeconds(1)).orElseThrow().kept()).isZero();

        town.enrol(person("anna", LINE), null);

        assertThat(suppressions("anna")).isEmpty();
        assertThat(town.find("anna").history().contacts()).isEmpty();
        assertThat(town.find("anna").history().version()).isEqualTo(3);
    }

    @Test
    void whoIsNotKnownCannotBeErased() {
        assertThat(erase("nobody", NOW)).isEmpty();
        town.enrol(person("anna", LINE), null);
        assertThat(erase("anna", NOW.plusSeconds(1))).isPresent();
        assertThat(erase("anna", NOW.plusSeconds(2))).isEmpty();
        assertThat(join(town.store.feed(Feed.AUDIT, 0, 10))).hasSize(1);
    }

    @Test
    void theAuditSaysWhoWhenAndWhyButNotWhom() {
        town.enrol(person("anna", LINE), null);
        assertThat(erase("anna", NOW.plusSeconds(1))).isPresent();

        Entry entry = join(town.store.feed(Feed.AUDIT, 0, 10)).get(0);
        AuditEntry audit = AuditEntry.unpack(entry.at(), entry.body());

        assertThat(audit.action()).isEqualTo(AuditEntry.Action.ERASED);
        assertThat(audit.by()).isEqualTo("anonymous");
        assertThat(audit.reason()).isEqualTo("asked by letter");
        assertThat(audit.at()).isEqualTo(NOW.plusSeconds(1));
        assertThat(audit.subject()).isEqualTo(town.addresses.ofSubscriber("anna"));
        assertThat(audit.counts()).containsEntry("lines", 1L).containsEntry("contacts", 0L);
        assertThat(new String(entry.body(), StandardCharsets.UTF_8)).doesNotContain("anna", LINE);
    }

    @Test
    void anErasureThatStoppedHalfwayIsCompletedByWhoeverSweepsNext() {
        town.enrol(person("anna", LINE), null);
        town.reserve("d1", "anna", TONIGHT);
        Erasures stopping =
                new Erasures(town.ledger, town.accounts, new BrokenLog(town.store), town.addresses, Town.RETENTION);

        assertThat(stopping.erase(new Erasures.Request("anna", "anonymous", "asked", NOW.plusSeconds(1))))
                .failsWithin(java.time.Duration.ofSeconds(10));
        assertThat(town.knows("anna")).isFalse();
        assertThat(town.decisions("anna")).hasSize(1);

        join(town.sweeper.sweep(NOW.plusSeconds(2), 10));

        assertThat(town.decisions("anna")).isEmpty();
    }

    @Test
    void anErasureThatStoppedHalfwayIsCompletedWhenAskedAgain() {
        town.enrol(person("anna", LINE), null);
        town.reserve("d1", "anna", TONIGHT);
        Erasures stopping =
                new Erasures(town.ledger, town.accounts, new BrokenLog(town.store), town.addresses, Town.RETENTION);
        assertThat(stopping.erase(new Erasures.Request("anna", "anonymous", "asked", NOW.plusSeconds(1))))
                .failsWithin(java.time.Duration.ofSeconds(10));

        assertThat(erase("anna", NOW.plusSeconds(2)).orElseThrow().erased()).containsEntry("decisions", 1L);
        assertThat(town.decisions("anna")).isEmpty();
        assertThat(erase("anna", NOW.plusSeconds(3))).isEmpty();
    }

    @Test
    void aDryRunThatWasOnItsWayIsErasedInTheSecondRoundAndWhatCameAfterStays() {
        town.enrol(person("anna", LINE), null);
        ContactHistory before = town.find("anna").history();
        assertThat(erase("anna", NOW.plusSeconds(1))).isPresent();
        join(town.store.record(List.of(town.row("late", "anna", before))));
        town.enrol(person("anna", LINE), null);
        DecisionRow after = town.row("after", "anna", before);
        join(town.store.record(List.of(new DecisionRow(
                "after", NOW.plusSeconds(9), after.fingerprint(), "anna", after.answer(), after.inputs()))));

        join(town.sweeper.sweep(NOW.plusSeconds(1).plus(Erasures.LATEST_DRY_RUN), 10));

        assertThat(town.decisions("anna")).extracting(DecisionRow::id).containsExactly("after");
    }

    @Test
    void aDecisionUnderWayCannotBringTheErasedBack() {
        town.enrol(person("anna", LINE), null);
        ContactHistory read = town.find("anna").history();
        assertThat(erase("anna", NOW.plusSeconds(1))).isPresent();

        CommitResult late = join(town.ledger.commit(
                0,
                List.of(read.plus(List.of(Town.reserved("d9-1", "anna", TONIGHT)))),
                List.of(),
                town.row("d9", "anna", read)));

        assertThat(late).isInstanceOf(CommitResult.Conflict.class);
        assertThat(join(town.accounts.changeReserved(
                        "d9-1",
                        NOW.plusSeconds(2),
                        history ->
                                Commands.report(history, "d9-1", new Outcome("o", OutcomeType.SENT, NOW, null), NOW))))
                .isEmpty();
        assertThat(town.knows("anna")).isFalse();
    }
}
