package io.tact.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do; the contract says with each operation which roles may call it. */
public enum Role {
    /** Writes rules. */
    AUTHOR,
    /** Approves what authors wrote. */
    APPROVER,
    /** Puts rules, suspensions and lists into force. */
    PUBLISHER,
    /** A system that carries messages of all senders: asks what to say, and tells what became of it. */
    CHANNEL,
    /** One sender, of one class and for some purposes. */
    SENDER,
    /** Cares for single subscribers. */
    SUPPORT,
    /** Reads who did what, and why it was decided so. */
    AUDITOR,
    /** Keeps nodes running, and imports. */
    SRE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The role of that name, in lower case. */
    public static Optional<Role> of(String text) {
        return Stream.of(values()).filter(role -> role.text.equals(text)).findFirst();
    }

    /** Its name in lower case, as contract, configuration and tokens have it. */
    @Override
    public String toString() {
        return text;
    }
}
