package io.tact.rules.scenarios;

import io.tact.arbitration.CandidateState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Treatment;
import io.tact.rules.scenarios.Scenario.Expectation;
import io.tact.rules.scenarios.Scenario.Fate;
import io.tact.rules.scenarios.Scenario.Named;
import io.tact.rules.scenarios.Scenario.Next;
import io.tact.rules.scenarios.YamlReader.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads what a scenario expects: {@code expect} with treatments by name, and {@code selected}, {@code doNotMention} and
 * {@code mustMention}, which may stand beside {@code expect} or in it.
 */
final class ExpectReader {
    private static final Set<String> KEYS = Set.of("state", "reasons", "nextAllowedAt", "rank", "score");
    private static final Set<String> LISTS = Set.of("selected", "doNotMention", "mustMention");
    private static final String NONE = "none";

    private final YamlReader yaml;
    private final NamedTreatments treatments;
    private final Direction direction;
    private final List<Expectation> expectations = new ArrayList<>();
    private @Nullable List<Named> selected;
    private @Nullable List<String> doNotMention;
    private @Nullable List<String> mustMention;

    ExpectReader(YamlReader yaml, NamedTreatments treatments, Direction direction) {
        this.yaml = yaml;
        this.treatments = treatments;
        this.direction = direction;
    }

    List<Expectation> expectations() {
        return expectations;
    }

    @Nullable List<Named> selected() {
        return selected;
    }

    @Nullable List<String> doNotMention() {
        return doNotMention;
    }

    @Nullable List<String> mustMention() {
        return mustMention;
    }

    void read(Node scenario, Map<String, Field> fields) {
        fields.values().stream().filter(f -> LISTS.contains(f.name())).forEach(this::list);
        Field expect = fields.get("expect");
        if (expect != null) {
            for (Field entry : yaml.map(expect.value(), "expect").values()) {
                if (LISTS.contains(entry.name())) {
                    list(entry);
                } else {
                    expectation(entry);
                }
            }
        }
        Field strict = fields.get("strict");
        if (expect == null && selected == null && doNotMention == null && mustMention == null && strict == null) {
            yaml.problem(scenario, "the scenario expects nothing", "Maybe add expect: or selected:");
        }
    }

    private void list(Field field) {
        List<String> texts = yaml.texts(field.value(), field.name());
        List<String> wanted = texts.equals(List.of(NONE)) ? List.of() : texts;
        switch (field.name()) {
            case "selected" -> selected = named(field, wanted);
            case "doNotMention" -> doNotMention = wanted;
            default -> mustMention = wanted;
        }
    }

    private List<Named> named(Field field, List<String> labels) {
        List<Named> all = new ArrayList<>();
        for (String label : labels) {
            Named named = named(field.value(), label);
            if (named != null) {
                all.add(named);
            }
        }
        return all;
    }

    private @Nullable Named named(Node node, String label) {
        List<Treatment> found = treatments.of(label, direction);
        if (found.isEmpty() && treatments.all()) {
            yaml.problem(
                    node,
                    "\"" + YamlReader.brief(label) + "\" names no treatment of the catalogue",
                    "Maybe write CAMPAIGN/CHANNEL, OFFER/CHANNEL or the id of a treatment");
        }
        return found.isEmpty() ? null : new Named(label, found);
    }

    private void expectation(Field entry) {
        Named named = named(entry.key(), entry.name());
        if (ScenarioReader.isWord(entry.value()) && !YamlReader.isNothing(entry.value())) {
            Fate fate = fate(entry.value());
            if (named != null && fate != null) {
                expectations.add(new Expectation(named, fate, List.of(), null, null, null));
            }
            return;
        }
        Map<String, Field> fields = yaml.map(entry.value(), "an expectation", KEYS);
        if (fields.isEmpty()) {
            yaml.problem(entry.key(), "nothing is expected of " + entry.name(), "Maybe write {state: WITHHELD}");
            return;
        }
        Field state = fields.get("state");
        Field reasons = fields.get("reasons");
        Field next = fields.get("nextAllowedAt");
        Field rank = fields.get("rank");
        Field score = fields.get("score");
        Fate fate = state == null ? null : fate(state.value());
        List<String> rules = reasons == null ? List.of() : yaml.texts(reasons.value(), "reasons");
        Next when = next == null ? null : next(next.value());
        Integer place = rank == null ? null : (Integer) yaml.positive(rank.value(), "rank");
        Fixed points = score == null ? null : score(score.value());
        if (named != null) {
            expectations.add(new Expectation(named, fate, rules, when, place, points));
        }
    }

    private @Nullable Fate fate(Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().equals("ABSENT")) {
            return new Fate.Absent();
        }
        CandidateState state = yaml.word(node, "state", CandidateState.class);
        return state == null ? null : new Fate.Ends(state);
    }

    private @Nullable Next next(Node node) {
        String text = yaml.text(node, "nextAllowedAt");
        if (NONE.equals(text)) {
            return new Next.Never();
        }
        Instant at = text == null ? null : Moments.instant(yaml, node, "nextAllowedAt");
        return at == null ? null : new Next.At(at);
    }

    private @Nullable Fixed score(Node node) {
        String text = yaml.text(node, "score");
        try {
            return text == null ? null : Fixed.parse(text);
        } catch (NumberFormatException | ArithmeticException e) {
            yaml.problem(
                    node,
                    "score (\"" + YamlReader.brief(String.valueOf(text)) + "\") must be a number",
                    "Maybe 12.5, with at most six decimals");
            return null;
        }
    }
}
