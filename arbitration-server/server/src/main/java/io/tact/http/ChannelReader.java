package io.tact.http;

import io.tact.model.Channel;
import io.tact.ruleset.Ruleset;
import org.jspecify.annotations.Nullable;

/**
 * Reads the channel of what was sent or said elsewhere. It need not be in the catalogue, but the ruleset must know it: what
 * is kept under a misspelt name counts toward nothing. Pure.
 */
final class ChannelReader {
    private static final int MAX_NAME = 32;

    private final Ruleset ruleset;

    ChannelReader(Ruleset ruleset) {
        this.ruleset = ruleset;
    }

    /** The {@code channel} of an object; null if it is not there, or wrong, which then is told. */
    @Nullable Channel read(Fields fields) {
        String name = fields.textOrNull("channel", MAX_NAME);
        if (name == null) {
            return null;
        }
        if (!Channel.isName(name)) {
            String maybe = Similar.maybe(name, ruleset.channels());
            fields.invalid(
                    "channel", "(\"" + name + "\") must be a channel's name in capitals, such as CALL_CENTRE" + maybe);
            return null;
        }
        Channel channel = new Channel(name);
        if (!ruleset.knows(channel)) {
            fields.unknown("channel", unknown(name));
            return null;
        }
        return channel;
    }

    private String unknown(String name) {
        String maybe = Similar.maybe(name, ruleset.channels());
        String advice = maybe.isEmpty() ? ". Maybe name it in the catalogue or in a policy table" : maybe;
        return "channel \"" + name + "\" is not known to the ruleset" + advice;
    }
}
