package io.tact.rules.scenarios;

import io.tact.arbitration.CandidateState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Treatment;
import io.tact.rules.scenarios.Scenario.Expectation;
import io.tact.rules.scenarios.Scenario.Fate;
import io.tact.rules.scenarios.Scenario.Moment;
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
 * Reads what a scenario expects at one instant: {@code expect} with treatments by name, and {@code selected}, {@code
 * doNotMention} and {@code mustMention}, which may stand beside {@code expect} or in it; or {@code expect} of the one
 * message that the scenario brings along.
 */
final class ExpectReader {
    private static final Set<String> KEYS = Set.of("state", "reasons", "only", "nextAllowedAt", "rank", "score");
    private static final Set<String> OF_MESSAGE = Set.of("state", "reasons", "only", "nextAllowedAt");
    private static final Set<String> LISTS = Set.of("selected", "doNotMention", "mustMention");
    private static final String NONE = "none";

    private final YamlReader yaml;
    private final @Nullable NamedTreatments treatments;
    private final Direction direction;
    private final List<Expectation> expectations = new ArrayList<>();
    private @Nullable List<Named> selected;
    private @Nullable List<String> doNotMention;
    private @Nullable List<String> mustMention;

    private ExpectReader(YamlReader yaml, @Nullable NamedTreatments treatments, Direction direction) {
        this.yaml = yaml;
        this.treatments = treatments;
        this.direction = direction;
    }

    /** Reads what is expected of treatments; those of the direction, where a name stands for several. */
    static ExpectReader ofTreatments(YamlReader yaml, NamedTreatments treatments, Direction direction) {
        return new ExpectReader(yaml, treatments, direction);
    }

    /** Reads what is expected of the message. */
    static ExpectReader ofMessage(YamlReader yaml) {
        return new ExpectReader(yaml, null, Direction.OUTBOUND);
    }

    /** What is expected at an instant, by the entries of a scenario or of one of its {@code then}. */
    Moment read(Instant at, Node node, Map<String, Field> fields) {
        fields.values().stream().filter(f -> LISTS.contains(f.name())).forEach(this::list);
        Field expect = fields.get("expect");
        if (expect != null && treatments == null) {
            expectation(Named.MESSAGE, expect, OF_MESSAGE);
        } else if (expect != null) {
            for (Field entry : yaml.map(expect.value(), "expect").values()) {
                if (LISTS.contains(entry.name())) {
                    list(entry);
                } else {
                    expectation(named(entry.key(), entry.name()), entry, KEYS);
                }
            }
        }
        Field strict = fields.get("strict");
        if (expect == null && selected == null && doNotMention == null && mustMention == null && strict == null) {
            yaml.problem(node, "the scenario expects nothing", "Maybe add expect: or selected:");
        }
        boolean isStrict = strict != null && yaml.flag(strict.value(), "strict");
        return new Moment(at, List.copyOf(expectations), isStrict, selected, doNotMention, mustMention);
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
        if (treatments == null) {
            yaml.problem(
                    node, "a scenario with a message names no treatments", "Maybe write expect: {state: SELECTED}");
            return null;
        }
        List<Treatment> found = treatments.of(label, direction);
        if (found.isEmpty() && treatments.all()) {
            yaml.problem(
                    node,
                    "\"" + YamlReader.brief(label) + "\" names no treatment of the catalogue",
                    "Maybe write CAMPAIGN/CHANNEL, OFFER/CHANNEL or the id of a treatment");
        }
        return found.isEmpty()
                ? null
                : new Named(label, found.stream().map(Treatment::id).toList());
    }

    private void expectation(@Nullable Named named, Field entry, Set<String> keys) {
        if (ScenarioReader.isWord(entry.value()) && !YamlReader.isNothing(entry.value())) {
            Fate fate = fate(entry.value());
            if (named != null && fate != null) {
                expectations.add(new Expectation(named, fate, List.of(), null, null, null, null));
            }
            return;
        }
        Map<String, Field> fields = yaml.map(entry.value(), "an expectation", keys);
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
        Field only = fields.get("only");
        List<String> rules = reasons == null ? List.of() : yaml.texts(reasons.value(), "reasons");
        List<String> all = only == null ? null : yaml.texts(only.value(), "only");
        Next when = next == null ? null : next(next.value());
        Integer place = rank == null ? null : (Integer) yaml.positive(rank.value(), "rank");
        Fixed points = score == null ? null : yaml.number(score.value(), "score");
        if (named != null) {
            expectations.add(new Expectation(named, fate, rules, all, when, place, points));
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
}
