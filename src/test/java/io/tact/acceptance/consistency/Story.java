package io.tact.acceptance.consistency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run told by hand, second by second, for tests to doctor: what was sent and answered, and what the ledger has. */
final class Story {
    static final Population PEOPLE = new Population(10, 2);

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration CLOCKS = Duration.ofSeconds(1);
    private static final long MILLI = 1_000_000;

    final List<Attempt> attempts = new ArrayList<>();
    final List<FinalState.Contact> contacts = new ArrayList<>();
    final List<Budget> budgets = new ArrayList<>();
    final Map<String, Integer> drawnBefore = new HashMap<>();
    final List<String> expired = new ArrayList<>();
    final Map<String, Long> versions = new HashMap<>();
    private long deliveries;
    private long version = 1;

    /** A decision that selected one treatment and was acknowledged 5 ms after it was asked; its reservation is its key + "-1". */
    Story granted(String key, String subscriber, long millis, String channel, String campaign) {
        return granted(key, subscriber, millis, 5, channel, campaign);
    }

    /** The same, acknowledged so many milliseconds later. */
    Story granted(String key, String subscriber, long millis, long later, String channel, String campaign) {
        Intent intent = Intent.decide(subscriber, key, List.of(), List.of(), 1);
        attempts.add(attempt(intent, millis, later, 200, answer(key, at(millis), channel, campaign)));
        return kept(key, subscriber, millis, channel, campaign);
    }

    /** A contact that the ledger has. */
    Story kept(String decision, String subscriber, long millis, String channel, String campaign) {
        contacts.add(new FinalState.Contact(
                subscriber,
                decision + "-1",
                decision,
                campaign,
                "OFFER",
                campaign + "/" + channel,
                channel,
                new BigDecimal(channel.equals("SMS") ? "1.00" : "0.10"),
                at(millis),
                "RESERVED",
                List.of()));
        versions.put(decision, version++);
        return this;
    }

    /** Something that was sent, and how it was answered 5 ms later. */
    Story sent(Intent intent, long millis, int status, String body) {
        attempts.add(attempt(intent, millis, 5, status, body));
        return this;
    }

    /** What the ledger has of a reservation becomes this. */
    Story state(String reservation, String state, FinalState.Outcome... outcomes) {
        contacts.replaceAll(c -> !c.reservation().equals(reservation)
                ? c
                : new FinalState.Contact(
                        c.subscriber(),
                        c.reservation(),
                        c.decision(),
                        c.campaign(),
                        c.offer(),
                        c.treatment(),
                        c.channel(),
                        c.contactCost(),
                        c.at(),
                        state,
                        List.of(outcomes)));
        return this;
    }

    Attempt attempt(Intent intent, long millis, long later, int status, String body) {
        return new Attempt(intent, ++deliveries, 1, 0, millis * MILLI, (millis + later) * MILLI, status, body);
    }

    static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    static String answer(String decision, Instant at, String channel, String campaign) {
        ObjectNode answer = Json.object();
        answer.put("decisionId", decision).put("at", at.toString()).put("recorded", true);
        answer.putArray("selected")
                .addObject()
                .put("campaign", campaign)
                .put("offer", "OFFER")
                .put("treatment", campaign + "/" + channel)
                .put("channel", channel)
                .putObject("reservation")
                .put("id", decision + "-1");
        return answer.toString();
    }

    /** What the checker says of it, had it lasted so many seconds. */
    Verdict verdict(long seconds) {
        Journal journal = new Journal();
        journal.add(new Journal.Note(0, Workload.LOAD_BEGINS));
        journal.add(new Journal.Note(seconds * 1_000 * MILLI, Workload.LOAD_ENDS));
        attempts.forEach(journal::add);
        Limits limits = new Limits(Cap.read("/consistency/caps-to-prove.csv"), budgets, drawnBefore);
        return new Checker(PEOPLE, limits, CLOCKS, new Liveness.Floor(0.05, 0.05, 0.5))
                .check(journal, new FinalState(contacts, versions, expired));
    }
}
