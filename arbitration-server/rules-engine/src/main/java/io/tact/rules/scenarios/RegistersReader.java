package io.tact.rules.scenarios;

import io.tact.model.Suspension;
import io.tact.policy.DoNotCallLists;
import io.tact.policy.Registers;
import io.tact.rules.scenarios.YamlReader.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the do-not-call lists that are loaded in a scenario, and the suspensions that are set. */
final class RegistersReader {
    private static final Set<String> LIST = Set.of("asOf", "listed");
    private static final Set<String> SUSPENSION = Set.of("id", "target", "value", "reason", "at", "endsAt");

    private final YamlReader yaml;
    private final Instant now;
    private final ZoneId clock;

    /** @param clock the clock of offsets such as {@code -5d} */
    RegistersReader(YamlReader yaml, Instant now, ZoneId clock) {
        this.yaml = yaml;
        this.now = now;
        this.clock = clock;
    }

    Registers read(Map<String, Field> scenario) {
        return new Registers(lists(scenario.get("lists")), suspensions(scenario.get("suspensions")));
    }

    /** A list as a scenario gives it. */
    private record Listing(Instant asOf, Set<String> listed) implements DoNotCallLists.Listing {
        @Override
        public boolean contains(String address) {
            return listed.contains(address);
        }
    }

    private DoNotCallLists lists(@Nullable Field field) {
        Map<String, Listing> lists = new HashMap<>();
        Map<String, Field> fields = field == null ? Map.of() : yaml.map(field.value(), "lists");
        for (Field list : fields.values()) {
            Map<String, Field> given = yaml.map(list.value(), "a list", LIST);
            Field asOf = given.get("asOf");
            Instant at = asOf == null ? null : Moments.any(yaml, asOf, now, clock);
            Field listed = given.get("listed");
            List<String> addresses = listed == null ? List.of() : yaml.texts(listed.value(), "listed");
            if (asOf == null) {
                yaml.problem(list.key(), "the list has no asOf", "Maybe {asOf: -10d, listed: [+33612345678]}");
            }
            if (at != null) {
                lists.put(list.name(), new Listing(at, Set.copyOf(addresses)));
            }
        }
        return lists::get;
    }

    private List<Suspension> suspensions(@Nullable Field field) {
        List<Suspension> suspensions = new ArrayList<>();
        for (Node node : field == null ? List.<Node>of() : yaml.list(field.value(), "suspensions")) {
            Map<String, Field> given = yaml.map(node, "a suspension", SUSPENSION);
            Field kind = given.get("target");
            Suspension.Target target = kind == null ? null : yaml.word(kind.value(), "target", Suspension.Target.class);
            String value = text(given, "value");
            String id = text(given, "id");
            String reason = text(given, "reason");
            Instant at = moment(given, "at");
            Instant endsAt = moment(given, "endsAt");
            if (kind == null || value == null || id == null) {
                yaml.problem(
                        node,
                        "a suspension needs an id, a target and a value",
                        "Maybe {id: outage, target: CHANNEL, value: SMS}");
            } else if (target != null) {
                suspensions.add(new Suspension(
                        id, target, value, reason == null ? "" : reason, at == null ? Instant.EPOCH : at, endsAt));
            }
        }
        return suspensions;
    }

    private @Nullable Instant moment(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        return field == null ? null : Moments.any(yaml, field, now, clock);
    }

    private @Nullable String text(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        return field == null ? null : yaml.text(field.value(), name);
    }
}
