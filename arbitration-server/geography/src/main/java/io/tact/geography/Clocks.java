package io.tact.geography;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which zones keep the same clock: the same offset at the start of 2026 and the same changes from then on. */
final class Clocks {
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    private record Clock(
            ZoneOffset offset, List<ZoneOffsetTransition> transitions, List<ZoneOffsetTransitionRule> rules) {}

    private final Map<ZoneId, Clock> clocks = new ConcurrentHashMap<>();

    boolean same(ZoneId a, ZoneId b) {
        return clock(a).equals(clock(b));
    }

    /** The first zone of each clock, in their order. */
    List<ZoneId> oneForEach(Collection<ZoneId> zones) {
        Map<Clock, ZoneId> first = new LinkedHashMap<>();
        zones.forEach(zone -> first.putIfAbsent(clock(zone), zone));
        return List.copyOf(first.values());
    }

    private Clock clock(ZoneId zone) {
        return clocks.computeIfAbsent(zone, Clocks::read);
    }

    private static Clock read(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffsetTransition> coming = rules.getTransitions().stream()
                .filter(transition -> !transition.getInstant().isBefore(SINCE))
                .toList();
        return new Clock(rules.getOffset(SINCE), coming, rules.getTransitionRules());
    }
}
