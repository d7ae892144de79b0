package io.tact.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Decider;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Explain;
import io.tact.arbitration.Selection;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Attribute;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Subscriber;
import io.tact.port.CompiledRuleset;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.RulesetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The subscriber of the printed tour: several campaigns compete for them whenever the demo is started. */
class DemoCompetitionTest {
    private static final String ID = "3569-VLDHH";
    private static final Path RULES = Path.of("../../rules");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant MIDNIGHT =
            TODAY.atStartOfDay(ZoneId.of("Europe/Paris")).toInstant();

    private static CompiledRuleset telco = compile();
    private static Decider decider = new Decider(new ActiveRuleset(telco, 1));
    private static Subscriber subscriber = Subscriber.unknown(ID);

    private static CompiledRuleset compile() {
        try {
            return new DefaultRulesetCompiler()
                    .compile(RulesetFolder.read(RULES.resolve("rulesets/telco")))
                    .ruleset()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void findsTheSubscriber() throws IOException {
        String line = DemoSubscribers.read(RULES.resolve("samples/telco-subscribers/subscribers.csv"))
                .importLines(TODAY)
                .filter(l -> l.startsWith("{\"id\":\"" + ID + "\""))
                .findFirst()
                .orElseThrow();
        subscriber =
                subscriber(new ObjectMapper().readTree(line), telco.ruleset().dictionary());
    }

    @AfterAll
    static void closes() {
        telco.evaluator().close();
    }

    @Test
    void isCompetedForByFiveCampaignsAtAnyHourOfNineDaysAndTheRenewalWins() {
        for (int hour = 0; hour < 9 * 24; hour++) {
            Instant now = MIDNIGHT.plus(hour, ChronoUnit.HOURS);
            Decision decision = decide(request(Direction.OUTBOUND, List.of()), empty(), now);
            assertThat(allowedCampaigns(decision)).as("at %s", now).hasSizeGreaterThanOrEqualTo(5);
            assertThat(best(decision).treatment().campaign()).as("at %s", now).isEqualTo("RENEWAL");
        }
    }

    @Test
    void hasNothingSoldOnAnotherChannelWithinTheDay() {
        for (int hour = 0; hour < 24; hour++) {
            Instant now = MIDNIGHT.plus(hour, ChronoUnit.HOURS);
            ContactHistory history = after(decide(request(Direction.OUTBOUND, List.of()), empty(), now));
            Decision again = decide(
                    request(Direction.OUTBOUND, List.of(new Channel("PUSH"), new Channel("SMS"))),
                    history,
                    now.plus(1, ChronoUnit.MINUTES));
            assertThat(again.selected()).as("at %s", now).isEmpty();
            assertThat(withheld(again)).as("at %s", now).isNotEmpty().allSatisfy(loser -> assertThat(loser.reasons())
                    .extracting(Reason::rule)
                    .contains("caps#marketing-day", "caps#between"));
        }
    }

    @Test
    void isNotProposedALargerPlanByTheAgentWhoAnswersAfterTheRenewalWasSent() {
        ContactHistory history = after(decide(request(Direction.OUTBOUND, List.of()), empty(), MIDNIGHT));
        Decision call = decide(
                request(Direction.INBOUND, List.of(new Channel("CALL_CENTRE"))),
                history,
                MIDNIGHT.plus(1, ChronoUnit.MINUTES));
        assertThat(withheld(call))
                .filteredOn(loser -> loser.treatment().id().equals("PLAN-LARGE-AGENT"))
                .singleElement()
                .satisfies(loser -> assertThat(loser.reasons())
                        .extracting(Reason::rule)
                        .containsExactly("exclusions#renewal-or-upgrade"));
    }

    private static ArbitrationRequest request(Direction direction, List<Channel> channels) {
        return new ArbitrationRequest(
                new SubscriberRef.ById(ID),
                direction,
                channels,
                List.of(),
                Map.of(),
                1,
                true,
                Explain.REASONS,
                false,
                null);
    }

    private static Decision decide(ArbitrationRequest request, ContactHistory history, Instant now) {
        return decider.decide(request, subscriber, history, now, "decision");
    }

    private static Selection best(Decision decision) {
        return Objects.requireNonNull(decision.best());
    }

    private static ContactHistory empty() {
        return ContactHistory.empty(LedgerKey.ofSubscriber(ID)).with(subscriber);
    }

    private static ContactHistory after(Decision decision) {
        return empty().plus(List.of(best(decision).contact()));
    }

    private static Set<String> allowedCampaigns(Decision decision) {
        Set<String> campaigns = new TreeSet<>();
        decision.selected().forEach(s -> campaigns.add(s.treatment().campaign()));
        decision.others().stream()
                .filter(loser -> loser.state() == CandidateState.OUTRANKED)
                .forEach(loser -> campaigns.add(loser.treatment().campaign()));
        return campaigns;
    }

    private static List<CandidateResult> withheld(Decision decision) {
        return decision.others().stream()
                .filter(loser -> loser.state() == CandidateState.WITHHELD)
                .toList();
    }

    private static Subscriber subscriber(JsonNode json, Dictionary dictionary) {
        Map<String, ProfileValue> profile = new HashMap<>();
        json.get("profile").properties().forEach(entry -> {
            Attribute attribute = Objects.requireNonNull(dictionary.find(entry.getKey()));
            profile.put(
                    attribute.name(),
                    new ProfileValue(attribute.parse(entry.getValue().asText()), MIDNIGHT));
        });
        List<Consent> consents = new ArrayList<>();
        for (JsonNode said : json.get("consents")) {
            consents.add(new Consent(
                    said.has("channel") ? new Channel(said.get("channel").asText()) : null,
                    Purpose.valueOf(said.get("purpose").asText()),
                    null,
                    null,
                    said.get("state").asText().equals("GRANTED"),
                    Instant.parse(said.get("at").asText()),
                    null,
                    null));
        }
        return new Subscriber(
                ID,
                List.of(json.at("/lines/0/msisdn").asText()),
                List.of(json.at("/addresses/0/email").asText()),
                List.of(json.at("/devices/0/token").asText()),
                ZoneId.of(json.get("zone").asText()),
                json.get("jurisdiction").asText(),
                json.get("language").asText(),
                profile,
                consents);
    }
}
