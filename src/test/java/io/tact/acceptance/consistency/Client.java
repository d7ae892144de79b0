package io.tact.acceptance.consistency;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One client: asks, tells what became of what it was granted, repeats itself. What it wants follows from its seed and from
 * the answers it gets. Belongs to one thread at a time.
 */
final class Client {
    private static final List<String> CHANNELS = List.of("PUSH", "SMS", "EMAIL");
    private static final List<String> CAMPAIGNS =
            List.of("CAMPAIGN-A", "CAMPAIGN-B", "CAMPAIGN-C", "CAMPAIGN-D", "CAMPAIGN-E", "CAMPAIGN-F");
    private static final int REMEMBERED = 64;
    private static final int STEPS_OF_REST = 20;

    private final String name;
    private final Population people;
    private final NodeClient nodes;
    private final SplittableRandom chance;
    private final Deque<Intent> toTell = new ArrayDeque<>();
    private final List<Intent> answered = new ArrayList<>();
    private final Deque<Intent> unanswered = new ArrayDeque<>();
    private int questions;
    private int rest;

    Client(int number, long seed, Population people, NodeClient nodes) {
        this.name = people.first() + "c" + number;
        this.people = people;
        this.nodes = nodes;
        this.chance = new SplittableRandom(seed * 1_000 + number);
    }

    /** Does the next thing; if no node would have it, the next steps do nothing. */
    void step() {
        if (rest > 0) {
            rest--;
            return;
        }
        Intent intent = next();
        Attempt last = nodes.deliver(intent, chance.nextInt(nodes.nodes()), nodes.nodes() + 1);
        if (last.isRefused()) {
            rest = STEPS_OF_REST;
            if (intent.hasKey() && last.is(Intent.Kind.DECIDE)) {
                unanswered.add(intent);
            }
        }
        if (last.is(Intent.Kind.DECIDE) && last.isOk()) {
            remember(intent, last);
        }
    }

    private Intent next() {
        if (!toTell.isEmpty() && chance.nextInt(100) < 40) {
            return toTell.removeFirst();
        }
        if (!unanswered.isEmpty()) {
            return unanswered.removeFirst();
        }
        int dice = chance.nextInt(100);
        if (dice < 8) {
            return Intent.dryRun(people.any(chance));
        }
        if (dice < 16) {
            return Intent.read(people.any(chance));
        }
        if (dice < 28 && !answered.isEmpty()) {
            Intent earlier = answered.get(chance.nextInt(answered.size()));
            return dice < 26 ? earlier : Intent.reusingKeyOf(earlier);
        }
        return question();
    }

    private Intent question() {
        String key = chance.nextInt(4) == 0 ? "" : name + "-" + questions++;
        List<String> channels = chance.nextInt(5) < 2 ? List.of() : List.of(oneOf(CHANNELS));
        List<String> campaigns = chance.nextInt(3) > 0 ? List.of() : List.of(oneOf(CAMPAIGNS));
        return Intent.decide(people.any(chance), key, channels, campaigns, chance.nextInt(5) == 0 ? 2 : 1);
    }

    private String oneOf(List<String> values) {
        return values.get(chance.nextInt(values.size()));
    }

    private void remember(Intent intent, Attempt last) {
        if (intent.hasKey() && answered.contains(intent)) {
            return;
        }
        if (intent.hasKey()) {
            answered.add(intent);
            if (answered.size() > REMEMBERED) {
                answered.remove(0);
            }
        }
        Told.of(last).selected().forEach(s -> fate(intent.subscriber(), s.reservation()));
    }

    /** What will be told of a reservation. Of some, nothing is ever heard; of others it is said twice. */
    private void fate(String subscriber, String reservation) {
        int dice = chance.nextInt(100);
        Instant now = Instant.now();
        if (dice < 25) {
            toTell.add(Intent.release(subscriber, reservation));
        } else if (dice < 75) {
            toTell.add(Intent.confirm(subscriber, reservation));
            if (dice >= 60) {
                toTell.add(Intent.outcome(subscriber, reservation, "FAILED", now));
            } else if (dice >= 40) {
                toTell.add(Intent.outcome(subscriber, reservation, "DELIVERED", now));
            }
        }
        if (dice % 10 == 0 && !toTell.isEmpty()) {
            toTell.add(toTell.getLast());
        }
    }
}
