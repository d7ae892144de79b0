package io.tact.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person, with what is known of them.
 *
 * @param id the operator's id of the person
 * @param lines numbers in E.164, the first being the usual one
 * @param emails e-mail addresses, the first being the usual one
 * @param devices push tokens, the first being the usual one
 * @param zone the declared time zone, if any
 * @param jurisdiction the declared jurisdiction, such as {@code FR} or {@code US-FL}, if any
 * @param language the preferred language as a BCP 47 tag, if any
 * @param profile attributes by name
 * @param consents grants and refusals, at most one per scope
 * @param circumstances what else policy may need to know
 */
public record Subscriber(
        String id,
        List<String> lines,
        List<String> emails,
        List<String> devices,
        @Nullable ZoneId zone,
        @Nullable String jurisdiction,
        @Nullable String language,
        Map<String, ProfileValue> profile,
        List<Consent> consents,
        Circumstances circumstances) {
    public Subscriber {
        lines = List.copyOf(lines);
        emails = List.copyOf(emails);
        devices = List.copyOf(devices);
        profile = SortedProfile.copyOf(profile);
        consents = List.copyOf(consents);
    }

    /** A subscriber of whose circumstances nothing is known. */
    public Subscriber(
            String id,
            List<String> lines,
            List<String> emails,
            List<String> devices,
            @Nullable ZoneId zone,
            @Nullable String jurisdiction,
            @Nullable String language,
            Map<String, ProfileValue> profile,
            List<Consent> consents) {
        this(id, lines, emails, devices, zone, jurisdiction, language, profile, consents, Circumstances.NONE);
    }

    /** A subscriber of whom only the id is known. */
    public static Subscriber unknown(String id) {
        return new Subscriber(id, List.of(), List.of(), List.of(), null, null, null, Map.of(), List.of());
    }

    /** Where a message on that channel would go by default, if anything is known. */
    public @Nullable String destination(Channel channel) {
        List<String> where =
                switch (channel.name()) {
                    case "EMAIL" -> emails;
                    case "PUSH" -> devices;
                    default -> lines;
                };
        return where.isEmpty() ? null : where.get(0);
    }

    public Subscriber withLines(List<String> changed) {
        return new Subscriber(
                id, changed, emails, devices, zone, jurisdiction, language, profile, consents, circumstances);
    }

    public Subscriber withConsents(List<Consent> changed) {
        return new Subscriber(
                id, lines, emails, devices, zone, jurisdiction, language, profile, changed, circumstances);
    }

    public Subscriber with(Circumstances changed) {
        return new Subscriber(id, lines, emails, devices, zone, jurisdiction, language, profile, consents, changed);
    }
}
