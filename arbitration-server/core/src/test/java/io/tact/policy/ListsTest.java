package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Consent;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListsTest {
    private static final String NOW = "2026-05-01T10:00:00Z";
    private static final String LISTED = "+33600000001";

    @Test
    void withholdsWhatGoesToAnAddressOnTheList() {
        Story story = story("P31D", false).lists(loaded("2026-04-20T10:00:00Z", LISTED));

        assertThat(story.reasons(NOW)).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(Reason.Code.LIST);
            assertThat(reason.rule()).isEqualTo("consent#list");
            assertThat(reason.text()).isEqualTo("on the list dnc of 2026-04-20");
            assertThat(reason.nextAllowedAt()).isNull();
        });
        assertThat(story.line("+33600000002").objections(NOW)).isEmpty();
    }

    @Test
    void withholdsEverythingOnceTheListIsTooOld() {
        Story story = story("P31D", false)
                .lists(loaded("2026-04-01T10:00:00Z", LISTED))
                .line("+33600000002");

        assertThat(story.objections("2026-05-02T10:00:00Z")).isEmpty();
        assertThat(story.reasons("2026-05-02T10:00:00.001Z")).singleElement().satisfies(reason -> {
            assertThat(reason.text()).isEqualTo("the list dnc of 2026-04-01 is older than P31D");
            assertThat(reason.nextAllowedAt()).isNull();
        });
        assertThat(story.line(null).asking(to(Story.PUSH)).objections("2026-05-02T10:00:00.001Z"))
                .as("nobody knows whether an address that is not known is on it")
                .containsExactly("consent#list");
    }

    @Test
    void withholdsEverythingWhileTheListIsNotLoaded() {
        assertThat(story(null, false).reasons(NOW)).singleElement().satisfies(reason -> {
            assertThat(reason.text()).isEqualTo("the list dnc is not loaded");
            assertThat(reason.nextAllowedAt()).isNull();
        });
    }

    @Test
    void keepsAListThatMayBeOfAnyAge() {
        assertThat(story(null, false).lists(loaded("1999-01-01T00:00:00Z")).objections(NOW))
                .isEmpty();
    }

    @Test
    void takesAListThatIsDatedTomorrow() {
        assertThat(story("P1D", false).lists(loaded("2026-05-02T10:00:00Z")).objections(NOW))
                .isEmpty();
    }

    @Test
    void looksUpTheAddressThatTheMessageWouldGoTo() {
        Story story = story("P31D", false)
                .lists(loaded("2026-04-20T10:00:00Z", LISTED, "someone@example.org"))
                .line(null);

        assertThat(story.asking(to(Story.EMAIL)).objections(NOW)).containsExactly("consent#list");
        assertThat(story.asking(to(Story.PUSH)).objections(NOW))
                .as("no device is known")
                .isEmpty();
        assertThat(story.asking(to(Story.EMAIL)).line("other@example.org").objections(NOW))
                .isEmpty();
    }

    @Test
    void passesTheListWithAConsentWhereTheRowSaysSo() {
        Consent granted = said(true, "2026-04-01T00:00:00Z", "2026-06-01T00:00:00Z");
        DoNotCallLists listed = loaded("2026-04-20T10:00:00Z", LISTED);

        assertThat(story("P31D", false).lists(listed).said(granted).objections(NOW))
                .containsExactly("consent#list");
        Story lifted = story("P90D", true).lists(listed).said(granted);
        assertThat(lifted.objections(NOW)).isEmpty();
        assertThat(lifted.objections("2026-05-31T23:59:59.999Z")).isEmpty();
        assertThat(lifted.objections("2026-06-01T00:00:00Z")).containsExactly("consent#list");
        assertThat(story("P31D", true).said(granted).objections(NOW))
                .as("nor need it be loaded then")
                .isEmpty();
    }

    @Test
    void waitsForAConsentThatIsYetToBegin() {
        DoNotCallLists listed = loaded("2026-04-20T10:00:00Z", LISTED);
        Story story = story("P31D", true).lists(listed).said(said(true, "2026-05-03T08:00:00Z", null));

        assertThat(story.next(NOW)).isEqualTo("2026-05-03T08:00Z");
        assertThat(story("P31D", false)
                        .lists(listed)
                        .said(said(true, "2026-05-03T08:00:00Z", null))
                        .next(NOW))
                .isNull();
    }

    @Test
    void hearsARefusalBesideTheList() {
        Story story = story("P31D", true)
                .lists(loaded("2026-04-20T10:00:00Z", LISTED))
                .said(said(false, "2026-04-01T00:00:00Z", null));

        assertThat(story.reasons(NOW))
                .extracting(Reason::code)
                .containsExactlyInAnyOrder(Reason.Code.CONSENT, Reason.Code.LIST);
    }

    @Test
    void asksOnlyTheListWhereNothingElseIsNeeded() {
        ConsentRule rule = new ConsentRule(
                Story.row("consent", "list"),
                Scope.OUTBOUND,
                ConsentRule.Model.NONE,
                null,
                null,
                Set.of(),
                new ConsentRule.ListCheck("dnc", null, false));
        Story story = Story.in("UTC").rules(rule).lists(loaded("2026-04-20T10:00:00Z", LISTED));

        assertThat(story.reasons(NOW)).extracting(Reason::code).containsExactly(Reason.Code.LIST);
    }

    private static Story story(@Nullable String maxAge, boolean liftedByConsent) {
        Span age = maxAge == null ? null : Span.parse(maxAge);
        return Story.in("UTC")
                .rules(new ConsentRule(
                        Story.row("consent", "list"),
                        Scope.OUTBOUND,
                        ConsentRule.Model.OPT_OUT,
                        null,
                        null,
                        Set.of(),
                        new ConsentRule.ListCheck("dnc", age, liftedByConsent)));
    }

    private static DoNotCallLists loaded(String asOf, String... addresses) {
        DoNotCallLists.Listing list = new DoNotCallLists.Listing() {
            @Override
            public Instant asOf() {
                return Instant.parse(asOf);
            }

            @Override
            public boolean contains(String address) {
                return Set.of(addresses).contains(address);
            }
        };
        return Map.of("dnc", list)::get;
    }

    private static Consent said(boolean granted, String at, @Nullable String until) {
        return new Consent(
                Story.SMS,
                null,
                null,
                null,
                granted,
                Instant.parse(at),
                null,
                until == null ? null : Instant.parse(until));
    }

    private static Slot to(io.tact.model.Channel channel) {
        return Story.slot(channel, Purpose.MARKETING, null, "OP");
    }
}
