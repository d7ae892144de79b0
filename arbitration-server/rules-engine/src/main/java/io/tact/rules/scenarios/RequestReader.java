package io.tact.rules.scenarios;

import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.Explain;
import io.tact.arbitration.SubscriberRef;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.rules.scenarios.YamlReader.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a scenario's request. What is left out is as wide as can be: outbound, every channel, every campaign, one pick. */
final class RequestReader {
    private static final Set<String> KEYS =
            Set.of("direction", "channels", "campaigns", "context", "limit", "deferrable", "notAfter");

    private final YamlReader yaml;
    private final ScenarioTables tables;

    RequestReader(YamlReader yaml, ScenarioTables tables) {
        this.yaml = yaml;
        this.tables = tables;
    }

    ArbitrationRequest read(@Nullable Field field, String subscriber) {
        Map<String, Field> fields = field == null ? Map.of() : yaml.map(field.value(), "request", KEYS);
        Field direction = fields.get("direction");
        Direction said = direction == null ? null : yaml.word(direction.value(), "direction", Direction.class);
        Field limit = fields.get("limit");
        Field deferrable = fields.get("deferrable");
        Field notAfter = fields.get("notAfter");
        Instant latest = notAfter == null ? null : Moments.instant(yaml, notAfter.value(), "notAfter");
        return new ArbitrationRequest(
                new SubscriberRef.ById(subscriber),
                said == null ? ScenarioReader.DEFAULT_DIRECTION : said,
                channels(fields.get("channels")),
                campaigns(fields.get("campaigns")),
                context(fields.get("context")),
                limit == null ? 1 : yaml.positive(limit.value(), "limit"),
                false,
                Explain.FULL,
                deferrable != null && yaml.flag(deferrable.value(), "deferrable"),
                latest);
    }

    private List<Channel> channels(@Nullable Field field) {
        List<Channel> channels = new ArrayList<>();
        for (Node node : field == null ? List.<Node>of() : yaml.list(field.value(), "channels")) {
            String text = yaml.text(node, "channel");
            if (text == null) {
                continue;
            }
            Set<String> known = new TreeSet<>();
            tables.catalogue()
                    .treatments()
                    .forEach(t -> known.add(t.slot().channel().name()));
            if (known.contains(text)) {
                channels.add(new Channel(text));
            } else if (tables.allTreatments()) {
                yaml.problem(
                        node,
                        "channel \"" + YamlReader.brief(text) + "\" is not in the catalogue",
                        "Maybe one of " + String.join(", ", known));
            }
        }
        return channels;
    }

    private List<String> campaigns(@Nullable Field field) {
        List<String> campaigns = new ArrayList<>();
        for (Node node : field == null ? List.<Node>of() : yaml.list(field.value(), "campaigns")) {
            String text = yaml.text(node, "campaign");
            if (text != null && tables.catalogue().hasCampaign(text)) {
                campaigns.add(text);
            } else if (text != null && tables.allTreatments()) {
                yaml.problem(
                        node,
                        "campaign \"" + YamlReader.brief(text) + "\" is not in the catalogue",
                        "Maybe check its spelling");
            }
        }
        return campaigns;
    }

    private Map<String, AttributeValue> context(@Nullable Field field) {
        Map<String, AttributeValue> context = new HashMap<>();
        Map<String, Field> fields = field == null ? Map.of() : yaml.map(field.value(), "context");
        for (Field entry : fields.values()) {
            Attribute attribute = AttributeReader.attribute(yaml, tables, entry);
            if (attribute == null) {
                continue;
            }
            if (attribute.scope() != AttributeScope.CONTEXT) {
                yaml.problem(
                        entry.key(),
                        "attribute " + attribute.name() + " belongs to the subscriber, not to the context",
                        "Maybe write it in subscriber: {" + attribute.name() + ": …}");
            } else {
                AttributeValue value = AttributeReader.value(yaml, attribute, entry.value());
                if (value != null) {
                    context.put(attribute.name(), value);
                }
            }
        }
        return context;
    }
}
