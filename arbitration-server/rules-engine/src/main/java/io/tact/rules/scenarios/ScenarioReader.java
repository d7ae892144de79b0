package io.tact.rules.scenarios;

import io.tact.history.ContactHistory;
import io.tact.model.Direction;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.policy.Registers;
import io.tact.rules.scenarios.Scenario.Moment;
import io.tact.rules.scenarios.Scenario.Question;
import io.tact.rules.scenarios.YamlReader.Field;
import io.tact.rules.tables.Closest;
import io.tact.rules.tables.CsvTable;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads the scenarios of a ruleset: every file {@code scenarios/*.yaml} or {@code .yml}, and the
 * table {@code scenarios}. Strict: an unknown name or a value
 * of the wrong kind is a problem, and the scenario it stands in is left out.
 */
final class ScenarioReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "now",
            "subscriber",
            "history",
            "request",
            "message",
            "lists",
            "suspensions",
            "budgets",
            "expect",
            "then",
            "strict",
            "control",
            "selected",
            "doNotMention",
            "mustMention");

    private static final Set<String> THEN = Set.of("at", "expect", "strict", "selected", "doNotMention", "mustMention");

    /** Stands for a now that could not be read: no time in the scenario is later. */
    private static final Instant LATE = Instant.parse("9999-01-01T00:00:00Z");

    private final ScenarioTables tables;
    private final String file;
    private final List<Problem> problems;
    private final YamlReader yaml;
    private final Map<String, String> names = new HashMap<>();

    private ScenarioReader(ScenarioTables tables, String file, YamlReader yaml, List<Problem> problems) {
        this.tables = tables;
        this.file = file;
        this.problems = problems;
        this.yaml = yaml;
    }

    /**
     * Every scenario without a problem, by file and then from top to bottom; those of the table come first.
     *
     * @param table the table {@code scenarios}, if there is one
     */
    static List<Scenario> readAll(
            ScenarioTables tables, RulesetSource source, Optional<CsvTable> table, List<Problem> problems) {
        List<Scenario> scenarios = new ArrayList<>();
        table.ifPresent(rows -> {
            ScenarioSheet sheet = ScenarioSheet.of(rows, problems);
            YamlReader yaml = new YamlReader(rows.file(), sheet, problems);
            new ScenarioReader(tables, rows.file(), yaml, problems).read(sheet.yaml(), scenarios);
        });
        source.files().forEach((file, content) -> {
            if (isScenarioFile(file)) {
                new ScenarioReader(tables, file, new YamlReader(file, problems), problems).read(content, scenarios);
            }
        });
        return scenarios;
    }

    static boolean isScenarioFile(String file) {
        return file.startsWith("scenarios/") && (file.endsWith(".yaml") || file.endsWith(".yml"));
    }

    private void read(byte[] content, List<Scenario> into) {
        Node document = yaml.document(content).orElse(null);
        if (document == null) {
            return;
        }
        Field list = yaml.map(document, "a scenario file", Set.of("scenarios")).get("scenarios");
        if (list == null) {
            yaml.problem(document, "the file has no scenarios", "Maybe begin it with scenarios:");
            return;
        }
        for (Node node : yaml.list(list.value(), "scenarios")) {
            int before = problems.size();
            Scenario scenario = scenario(node);
            if (scenario != null && problems.size() == before) {
                into.add(scenario);
            }
        }
    }

    private @Nullable Scenario scenario(Node node) {
        Map<String, Field> fields = yaml.map(node, "a scenario", KEYS);
        String name = name(node, fields.get("name"));
        Instant now = now(node, fields.get("now"));
        Instant reference = now == null ? LATE : now;
        NamedTreatments treatments = new NamedTreatments(tables);
        ZoneId usual = tables.settings().zone();

        SubscriberReader.Person person =
                new SubscriberReader(yaml, tables, reference).read(fields.get("subscriber"), usual);
        Subscriber declared = person.subscriber();
        ZoneId zone = declared.zone() == null ? usual : declared.zone();
        ContactHistory history =
                new HistoryReader(yaml, treatments, reference, zone).read(fields.get("history"), person);
        Registers registers = new RegistersReader(yaml, reference, zone).read(fields);
        Map<String, Long> budgets = budgets(fields.get("budgets"));
        Question question = question(fields, declared.id());
        List<Moment> moments = moments(node, fields, reference, question);
        boolean control = flag(fields, "control");
        Subscriber subscriber = history.subscriber(declared.id());
        if (name == null || now == null || subscriber == null || question == null) {
            return null;
        }
        return new Scenario(
                file, yaml.where(node), name, subscriber, history, registers, budgets, question, control, moments);
    }

    /** What is left of each budget that is named. */
    private Map<String, Long> budgets(@Nullable Field field) {
        Map<String, Long> left = new HashMap<>();
        Map<String, Field> fields = field == null ? Map.of() : yaml.map(field.value(), "budgets");
        for (Field entry : fields.values()) {
            if (!tables.budgets().contains(entry.name())) {
                if (tables.allBudgets()) {
                    yaml.problem(
                            entry.key(),
                            "budget \"" + YamlReader.brief(entry.name()) + "\" is not in the table budgets",
                            Closest.adviceOrList(entry.name(), tables.budgets()));
                }
                continue;
            }
            String text = yaml.text(entry.value(), entry.name());
            if (text != null && text.matches("0|[1-9][0-9]{0,8}")) {
                left.put(entry.name(), Long.parseLong(text));
            } else if (text != null) {
                yaml.problem(
                        entry.value(),
                        entry.name() + " (\"" + YamlReader.brief(text) + "\") must be a whole number from 0",
                        "It is how much of the budget is left");
            }
        }
        return left;
    }

    /** What is asked; null, with a problem noted, if that cannot be said. */
    private @Nullable Question question(Map<String, Field> fields, String subscriber) {
        Field message = fields.get("message");
        Field request = fields.get("request");
        if (message == null) {
            return new Question.WhatToSay(new RequestReader(yaml, tables).read(request, subscriber));
        }
        if (request != null) {
            yaml.problem(request.key(), "the scenario has a message already", "Maybe delete request");
        }
        Map<String, Field> said = yaml.map(message.value(), "message", SlotReader.KEYS);
        Slot slot = new SlotReader(yaml, said).read(message.key());
        return slot == null ? null : new Question.MaySend(slot);
    }

    private List<Moment> moments(Node scenario, Map<String, Field> fields, Instant now, @Nullable Question question) {
        List<Moment> moments = new ArrayList<>();
        moments.add(expect(question).read(now, scenario, fields));
        Field then = fields.get("then");
        for (Node node : then == null ? List.<Node>of() : yaml.list(then.value(), "then")) {
            Map<String, Field> later = yaml.map(node, "an entry of then", THEN);
            Field when = later.get("at");
            Instant at = when == null ? null : Moments.instant(yaml, when.value(), "at");
            if (when == null) {
                yaml.problem(node, "an entry of then has no at", Moments.ADVICE);
            } else if (at != null && at.isBefore(now)) {
                yaml.problem(when.value(), "at must not be before now", "Maybe begin the scenario with it");
            }
            Moment moment = expect(question).read(at == null ? now : at, node, later);
            if (at != null) {
                moments.add(moment);
            }
        }
        return moments;
    }

    private ExpectReader expect(@Nullable Question question) {
        return question instanceof Question.WhatToSay asked
                ? ExpectReader.ofTreatments(
                        yaml, new NamedTreatments(tables), asked.request().direction())
                : ExpectReader.ofMessage(yaml);
    }

    private boolean flag(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        return field != null && yaml.flag(field.value(), name);
    }

    private @Nullable String name(Node scenario, @Nullable Field field) {
        if (field == null) {
            yaml.problem(scenario, "the scenario has no name", "Maybe say in a sentence what it shows");
            return null;
        }
        String name = yaml.text(field.value(), "name");
        String before = name == null ? null : names.putIfAbsent(name, yaml.where(field.value()));
        if (before != null) {
            yaml.problem(
                    field.value(),
                    "the name \"" + YamlReader.brief(String.valueOf(name)) + "\" is that of " + before + " too",
                    "Maybe say what is different");
        }
        return name;
    }

    private @Nullable Instant now(Node scenario, @Nullable Field field) {
        if (field == null) {
            yaml.problem(scenario, "the scenario has no now", Moments.ADVICE);
            return null;
        }
        return Moments.instant(yaml, field.value(), "now");
    }

    /** The direction of a request, or of a history entry that does not say. */
    static final Direction DEFAULT_DIRECTION = Direction.OUTBOUND;

    /** Whether a value is a plain word rather than a mapping or a list. */
    static boolean isWord(Node node) {
        return node instanceof ScalarNode;
    }
}
