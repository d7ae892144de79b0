package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.Explain;
import io.tact.arbitration.SubscriberRef;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeValue;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Treatment;
import io.tact.ruleset.Ruleset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code POST /v1/decisions} is sent. Pure. */
final class DecisionReader {
    static final Pattern MSISDN = Pattern.compile("\\+[1-9][0-9]{6,14}");
    static final SubscriberRef NOBODY = new SubscriberRef.ById("");

    private static final int MAX_LIMIT = 100;
    private static final int MAX_CHANNELS = 64;
    private static final int MAX_CAMPAIGNS = 1_000;

    private final Ruleset ruleset;
    private final Errors errors = new Errors();

    private DecisionReader(Ruleset ruleset) {
        this.ruleset = ruleset;
    }

    /**
     * What was asked.
     *
     * @param request the request
     * @param at the instant to decide for; null for the clock's
     */
    record Asked(ArbitrationRequest request, @Nullable Instant at) {}

    /** @throws FaultException with everything that is wrong with it */
    static Asked read(byte[] body, Ruleset ruleset) {
        DecisionReader reader = new DecisionReader(ruleset);
        AtomicReference<@Nullable Asked> asked = new AtomicReference<>();
        Fields.read(Json.parse(body), Pointer.BODY, reader.errors, fields -> asked.set(reader.asked(fields)));
        reader.errors.check();
        return java.util.Objects.requireNonNull(asked.get());
    }

    private Asked asked(Fields fields) {
        SubscriberRef subscriber = subscriber(fields);
        Direction direction = fields.choice("direction", Direction.OUTBOUND);
        List<Channel> channels = fields.list("channels", MAX_CHANNELS, this::channel);
        List<String> campaigns = fields.list("campaigns", MAX_CAMPAIGNS, this::campaign);
        Map<String, AttributeValue> context =
                new AttributeReader(ruleset.dictionary(), AttributeScope.CONTEXT).read(fields, "context");
        int limit = fields.integer("limit", 1, MAX_LIMIT, 1);
        boolean reserve = fields.flag("reserve", true);
        Explain explain = fields.choice("explain", Explain.REASONS);
        boolean deferrable = fields.flag("deferrable", false);
        Instant notAfter = fields.instantOrNull("notAfter");
        Instant at = fields.instantOrNull("at");
        if (at != null && reserve) {
            fields.invalid("at", "is only for dry runs. Maybe add \"reserve\": false");
        }
        return new Asked(
                new ArbitrationRequest(
                        subscriber,
                        direction,
                        channels,
                        campaigns,
                        context,
                        limit,
                        reserve,
                        explain,
                        deferrable,
                        notAfter),
                at);
    }

    private SubscriberRef subscriber(Fields fields) {
        JsonNode node = fields.find("subscriber");
        if (node == null) {
            fields.invalid("subscriber", "is missing. Maybe {\"id\": \"S-1001\"}");
            return NOBODY;
        }
        AtomicReference<SubscriberRef> found = new AtomicReference<>(NOBODY);
        Fields.read(node, fields.at("subscriber"), errors, who -> {
            String id = who.textOrNull("id", Exchange.MAX_ID);
            String line = who.textOrNull("msisdn", 16);
            if (line != null && !MSISDN.matcher(line).matches()) {
                who.invalid("msisdn", notANumber(line));
            } else if (line != null && id == null) {
                found.set(new SubscriberRef.ByLine(line));
            } else if (id != null && line == null) {
                found.set(new SubscriberRef.ById(id));
            } else if (who.find("id") == null == (who.find("msisdn") == null)) {
                errors.invalid(fields.at("subscriber"), "needs either id or msisdn, and not both");
            }
        });
        return java.util.Objects.requireNonNullElse(found.get(), NOBODY);
    }

    static String notANumber(String line) {
        return "(\"" + line + "\") must be a number in E.164. Maybe write it as +33612345678";
    }

    private @Nullable Channel channel(JsonNode node, Pointer pointer) {
        String name = Fields.text(node, pointer, 32, errors);
        if (name == null) {
            return null;
        }
        Catalogue catalogue = ruleset.catalogue();
        Channel found = catalogue.channel(name);
        if (found != null) {
            return found;
        }
        List<String> known = catalogue.channels().stream().map(Channel::name).toList();
        errors.unknown(pointer, "channel \"" + name + "\" is not in the catalogue" + Similar.maybe(name, known));
        return null;
    }

    private @Nullable String campaign(JsonNode node, Pointer pointer) {
        String name = Fields.text(node, pointer, Exchange.MAX_ID, errors);
        if (name == null) {
            return null;
        }
        Catalogue catalogue = ruleset.catalogue();
        if (!catalogue.hasCampaign(name)) {
            List<String> known = catalogue.treatments().stream()
                    .map(Treatment::campaign)
                    .distinct()
                    .toList();
            errors.unknown(pointer, "campaign \"" + name + "\" is not in the catalogue" + Similar.maybe(name, known));
            return null;
        }
        return name;
    }
}
