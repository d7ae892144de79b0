package io.tact.model;

import java.util.regex.Pattern;

/**
 * A way to reach a subscriber, such as {@code SMS} or {@code CALL_CENTRE}. The list is open: a ruleset may use any name.
 *
 * @param name upper-case letters, digits and underscores, at most 32, starting with a letter
 */
public record Channel(String name) implements Comparable<Channel> {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

    public Channel {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("channel \"" + name
                    + "\" is not a channel name. Maybe write it in capitals, such as SMS or CALL_CENTRE");
        }
    }

    /** Whether a text may be a channel's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public int compareTo(Channel other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
