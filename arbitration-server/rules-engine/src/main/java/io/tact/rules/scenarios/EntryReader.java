package io.tact.rules.scenarios;

import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import io.tact.rules.scenarios.YamlReader.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads an entry of a scenario's history: a channel, a campaign, a time and outcomes, in one text or by name.
 *
 * <p>As a text it is {@code CHANNEL CAMPAIGN WHEN OUTCOME…}, such as {@code SMS TOPUP-10 -2d DELIVERED}, and has the
 * dimensions of the catalogue's treatment; an offer or a treatment may stand for the campaign, and without an outcome it
 * was sent. By name, {@code {channel: SMS, sender: ACME, at: -2d, outcomes: [DELIVERED]}}, it needs no catalogue.
 */
final class EntryReader {
    private static final Set<String> KEYS = Stream.concat(SlotReader.KEYS.stream(), Stream.of("line", "at", "outcomes"))
            .collect(Collectors.toUnmodifiableSet());
    private static final String SHAPE = "Maybe write SMS TOPUP-10 -2d DELIVERED";

    private final YamlReader yaml;
    private final NamedTreatments treatments;
    private final Instant now;
    private final ZoneId zone;

    /** @param zone the clock of offsets such as {@code -5d} */
    EntryReader(YamlReader yaml, NamedTreatments treatments, Instant now, ZoneId zone) {
        this.yaml = yaml;
        this.treatments = treatments;
        this.now = now;
        this.zone = zone;
    }

    /**
     * One contact as an author wrote it.
     *
     * @param slot its dimensions
     * @param treatment the treatment, if it is in the catalogue
     * @param line where it went; null for the subscriber's usual address
     * @param at when it was sent
     * @param outcomes what became of it, their ids still to be given
     */
    record Entry(Slot slot, @Nullable String treatment, @Nullable String line, Instant at, List<Outcome> outcomes) {}

    /** The entry; null, with a problem noted, if it is wrong. */
    @Nullable Entry read(Node node) {
        return ScenarioReader.isWord(node) ? fromText(node) : fromFields(node);
    }

    private @Nullable Entry fromFields(Node node) {
        Map<String, Field> fields = yaml.map(node, "a history entry", KEYS);
        Slot slot = new SlotReader(yaml, fields).read(node);
        Field when = fields.get("at");
        if (when == null) {
            yaml.problem(node, "the history entry has no at", Moments.OFFSET_ADVICE);
        }
        Instant at = when == null ? null : past(when.value());
        Field line = fields.get("line");
        String to = line == null ? null : yaml.text(line.value(), "line");
        List<Outcome> outcomes = new ArrayList<>();
        Field said = fields.get("outcomes");
        for (Node outcome : said == null ? List.<Node>of() : yaml.list(said.value(), "outcomes")) {
            outcome(outcome, at).ifPresent(outcomes::add);
        }
        return slot == null || at == null ? null : new Entry(slot, null, to, at, outcomes);
    }

    /** {@code REFUSED}, at the time of the contact, or {@code {type: REFUSED, at: -1d}}. */
    private Optional<Outcome> outcome(Node node, @Nullable Instant contact) {
        if (ScenarioReader.isWord(node)) {
            String text = yaml.text(node, "outcome");
            OutcomeType type = text == null ? null : outcome(node, text);
            return type == null || contact == null ? Optional.empty() : Optional.of(at(type, contact));
        }
        Map<String, Field> fields = yaml.map(node, "an outcome", Set.of("type", "at"));
        Field kind = fields.get("type");
        Field when = fields.get("at");
        if (kind == null || when == null) {
            yaml.problem(node, "the outcome needs a type and a time", "Maybe {type: REFUSED, at: -1d}");
            return Optional.empty();
        }
        OutcomeType type = yaml.word(kind.value(), "type", OutcomeType.class);
        Instant at = past(when.value());
        return type == null || at == null ? Optional.empty() : Optional.of(at(type, at));
    }

    /** An outcome whose id is still to be given. */
    private static Outcome at(OutcomeType type, Instant at) {
        return new Outcome("", type, at, null);
    }

    private @Nullable Instant past(Node node) {
        String text = yaml.text(node, "at");
        Instant at = text == null ? null : Moments.upTo(now, zone, text);
        if (text != null && at == null) {
            yaml.problem(
                    node, "at (\"" + YamlReader.brief(text) + "\") must be a time up to now", Moments.OFFSET_ADVICE);
        }
        return at;
    }

    private @Nullable Entry fromText(Node node) {
        String text = yaml.text(node, "a history entry");
        if (text == null) {
            return null;
        }
        String[] words = text.trim().split("\\s+");
        if (words.length < 3) {
            yaml.problem(
                    node,
                    "\"" + YamlReader.brief(text) + "\" must say channel, campaign, when and perhaps outcomes",
                    SHAPE);
            return null;
        }
        Treatment treatment = treatment(node, words[0], words[1]);
        Instant at = Moments.upTo(now, zone, words[2]);
        if (at == null) {
            yaml.problem(
                    node, "\"" + YamlReader.brief(words[2]) + "\" must be a time up to now", Moments.OFFSET_ADVICE);
        }
        List<OutcomeType> outcomes = outcomes(node, words);
        return treatment == null || at == null
                ? null
                : new Entry(
                        treatment.slot(),
                        treatment.id(),
                        null,
                        at,
                        outcomes.stream().map(type -> at(type, at)).toList());
    }

    private @Nullable Treatment treatment(Node node, String channel, String name) {
        List<Treatment> found = treatments.of(name, channel, ScenarioReader.DEFAULT_DIRECTION);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty() && treatments.all()) {
            yaml.problem(
                    node,
                    "the catalogue has no treatment of \"" + YamlReader.brief(name) + "\" on channel \""
                            + YamlReader.brief(channel) + "\"",
                    "Maybe name a campaign, an offer or a treatment of the catalogue");
        } else if (!found.isEmpty()) {
            yaml.problem(
                    node,
                    "\"" + YamlReader.brief(name) + "\" has " + found.size() + " treatments on " + channel,
                    "Maybe name one of "
                            + String.join(
                                    ", ", found.stream().map(Treatment::id).toList()));
        }
        return null;
    }

    private List<OutcomeType> outcomes(Node node, String[] words) {
        List<OutcomeType> outcomes = new ArrayList<>();
        for (int i = 3; i < words.length; i++) {
            OutcomeType type = outcome(node, words[i]);
            if (type != null) {
                outcomes.add(type);
            }
        }
        return outcomes;
    }

    private @Nullable OutcomeType outcome(Node node, String word) {
        for (OutcomeType type : OutcomeType.values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        yaml.problem(
                node,
                "outcome \"" + YamlReader.brief(word) + "\" is not known",
                "Maybe one of " + List.of(OutcomeType.values()));
        return null;
    }
}
