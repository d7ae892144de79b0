package io.tact.rules.drools;

import io.tact.model.Channel;
import io.tact.model.OutcomeType;
import io.tact.policy.CooloffRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cool-off, as {@link DrlPrinter} prints it.
 *
 * @param outcomes what triggers it, separated by blanks
 * @param length how long it lasts; {@code INDEFINITE} for ever
 * @param messages which messages are withheld
 * @param channels the channels whose outcomes trigger it; empty for those of the messages
 * @param times how many such contacts it takes
 * @param within in which time; null for any
 * @param shared what a message must share with the last of them, separated by blanks
 * @param start from when the length counts
 */
public record Cooloff(
        String outcomes,
        String length,
        Messages messages,
        List<String> channels,
        int times,
        @Nullable String within,
        String shared,
        String start) {
    /** The length of what only a new consent ends. */
    static final String INDEFINITE = "INDEFINITE";

    /** This cool-off, after outcomes on some channels. */
    public Cooloff on(String... names) {
        return new Cooloff(outcomes, length, messages, List.of(names), times, within, shared, start);
    }

    /** This cool-off, after so many contacts with such an outcome; null for in any time. */
    public Cooloff times(int many, @Nullable String inside) {
        return new Cooloff(outcomes, length, messages, channels, many, inside, shared, start);
    }

    /** This cool-off, of messages that share all that with the last contact; separated by blanks. */
    public Cooloff sharing(String what) {
        return new Cooloff(outcomes, length, messages, channels, times, within, what, start);
    }

    /** This cool-off, its length counted from then. */
    public Cooloff from(String when) {
        return new Cooloff(outcomes, length, messages, channels, times, within, shared, when);
    }

    CooloffRule rule() {
        return new CooloffRule(
                Written.info("cooloffs#row"),
                messages.scope(),
                channels.stream().map(Channel::new).collect(Collectors.toSet()),
                Written.words(outcomes).map(OutcomeType::valueOf).collect(Collectors.toSet()),
                times,
                Written.span(within),
                Set.copyOf(
                        Written.words(shared).map(CooloffRule.Sharing::valueOf).toList()),
                length.equals(INDEFINITE) ? null : Written.span(length),
                CooloffRule.Start.valueOf(start));
    }
}
