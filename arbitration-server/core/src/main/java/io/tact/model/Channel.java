package io.tact.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * A way to reach a subscriber, such as {@code SMS} or {@code CALL_CENTRE}. The list is open: a ruleset may use any name.
 *
 * @param name upper-case letters, digits and underscores, at most 32, starting with a letter
 */
public record Channel(String name) implements Comparable<Channel> {
    private static final int LONGEST = 32;

    /**
     * The channels that operators have, known to every ruleset also where it does not name them.
     *
     * <ul>
     *   <li>{@code PUSH}, {@code IN_APP}: a notice of the operator's app; a message inside the app
     *   <li>{@code SMS}, {@code MMS}, {@code RCS}, {@code USSD}: messages of the network itself
     *   <li>{@code EMAIL}, {@code WHATSAPP}: messages over the internet
     *   <li>{@code IVR}, {@code CALL_CENTRE}: automated voice; live voice
     *   <li>{@code FAX}, {@code DIRECT_MAIL}, {@code DOOR}: fax; paper by post; a visit at home
     *   <li>{@code WEB}, {@code STORE}: the operator's site; its shops
     * </ul>
     */
    public static final List<Channel> WELL_KNOWN = Stream.of(
                    "PUSH",
                    "IN_APP",
                    "SMS",
                    "MMS",
                    "RCS",
                    "USSD",
                    "EMAIL",
                    "WHATSAPP",
                    "IVR",
                    "CALL_CENTRE",
                    "FAX",
                    "DIRECT_MAIL",
                    "DOOR",
                    "WEB",
                    "STORE")
            .map(Channel::new)
            .toList();

    public Channel {
        if (!isName(name)) {
            throw new IllegalArgumentException("channel \"" + name
                    + "\" is not a channel name. Maybe write it in capitals, such as SMS or CALL_CENTRE");
        }
    }

    /** Whether a text may be a channel's name. */
    public static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isCapital(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isCapital(c) && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
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
