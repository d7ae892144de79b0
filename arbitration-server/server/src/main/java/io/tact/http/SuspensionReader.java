package io.tact.http;

import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Suspension;
import io.tact.model.Suspension.Target;
import io.tact.model.Treatment;
import io.tact.ruleset.Ruleset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a suspension as {@code PUT /v1/suspensions/{id}} takes it: exactly one target, which the ruleset knows. Pure. */
final class SuspensionReader {
    private static final int MAX_REASON = 256;

    private final Ruleset ruleset;
    private final Instant now;

    /** @param now from when it holds */
    SuspensionReader(Ruleset ruleset, Instant now) {
        this.ruleset = ruleset;
        this.now = now;
    }

    /** @throws FaultException with everything that is wrong with it */
    Suspension read(byte[] body, String id) {
        Errors errors = new Errors();
        AtomicReference<@Nullable Suspension> read = new AtomicReference<>();
        Fields.read(Json.parse(body), Pointer.BODY, errors, fields -> {
            List<Target> targets = new ArrayList<>();
            String value = "";
            for (Target target : Target.values()) {
                if (fields.find(field(target)) != null) {
                    targets.add(target);
                    value = value(fields, target);
                }
            }
            if (targets.size() != 1) {
                errors.invalid("", "needs exactly one of campaign, offer, channel, sender and region");
            }
            String reason = fields.text("reason", MAX_REASON);
            Instant endsAt = fields.instantOrNull("endsAt");
            if (endsAt != null && !endsAt.isAfter(now)) {
                fields.invalid("endsAt", "(" + endsAt + ") has passed. Maybe leave it out, and take it away later");
            }
            Target target = targets.isEmpty() ? Target.CAMPAIGN : targets.get(0);
            read.set(new Suspension(id, target, value, reason, now, endsAt));
        });
        errors.check();
        return Objects.requireNonNull(read.get());
    }

    /** The field that names a target. */
    static String field(Target target) {
        return target.name().toLowerCase(Locale.ROOT);
    }

    private String value(Fields fields, Target target) {
        String name = field(target);
        String value = fields.text(name, Exchange.MAX_ID);
        if (value.isEmpty()) {
            return value;
        }
        if (target == Target.REGION) {
            if (!PlaceReader.isKnown(value)) {
                fields.unknown(
                        name,
                        "(\"" + value + "\") must be a country or a part of one, such as FR or US-FL"
                                + Similar.maybe(value, Arrays.asList(Locale.getISOCountries())));
            }
            return value;
        }
        if (!isKnown(target, value)) {
            String where = target == Target.CHANNEL ? "is not known to the ruleset" : "is not in the catalogue";
            fields.unknown(name, name + " \"" + value + "\" " + where + Similar.maybe(value, known(target)));
        }
        return value;
    }

    private boolean isKnown(Target target, String value) {
        return target == Target.CHANNEL
                ? Channel.isName(value) && ruleset.knows(new Channel(value))
                : known(target).contains(value);
    }

    private Collection<String> known(Target target) {
        return switch (target) {
            case CAMPAIGN -> named(Treatment::campaign);
            case OFFER -> named(Treatment::offer);
            case SENDER -> named(treatment -> treatment.slot().sender());
            case CHANNEL -> ruleset.channels();
            case REGION -> List.of();
        };
    }

    private Set<String> named(Function<Treatment, @Nullable String> by) {
        Set<String> names = new TreeSet<>();
        Catalogue catalogue = ruleset.catalogue();
        for (Treatment treatment : catalogue.treatments()) {
            String name = by.apply(treatment);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
