package io.tact.rules.scenarios;

import io.tact.model.Attribute;
import io.tact.model.AttributeValue;
import io.tact.rules.scenarios.YamlReader.Field;
import io.tact.rules.tables.Closest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads attributes by their names in the dictionary. */
final class AttributeReader {
    private AttributeReader() {}

    /** The attribute of a name; null, with a problem noted, if there is none. */
    static @Nullable Attribute attribute(YamlReader yaml, ScenarioTables tables, Field field) {
        Attribute attribute = tables.dictionary().find(field.name());
        if (attribute == null && tables.allAttributes()) {
            List<String> all = tables.dictionary().attributes().stream()
                    .map(Attribute::name)
                    .toList();
            String close = Closest.advice(field.name(), all);
            yaml.problem(
                    field.key(),
                    "attribute \"" + YamlReader.brief(field.name()) + "\" is not in the data dictionary",
                    close.isEmpty() ? "Maybe add it to the table attributes" : close);
        }
        return attribute;
    }

    /** The value of an attribute; null, with a problem noted, if it is none. */
    static @Nullable AttributeValue value(YamlReader yaml, Attribute attribute, Node node) {
        String text = yaml.text(node, attribute.name());
        if (text == null) {
            return null;
        }
        try {
            return attribute.parse(text);
        } catch (IllegalArgumentException e) {
            yaml.problem(node, String.valueOf(e.getMessage()), "See the table attributes");
            return null;
        }
    }
}
