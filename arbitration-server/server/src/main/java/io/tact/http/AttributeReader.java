package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Dictionary;
import io.tact.model.Fixed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads attributes of one scope, each typed by the data dictionary. Pure. */
final class AttributeReader {
    private static final int MAX_TEXT = 1_024;

    private final Dictionary dictionary;
    private final AttributeScope scope;

    AttributeReader(Dictionary dictionary, AttributeScope scope) {
        this.dictionary = dictionary;
        this.scope = scope;
    }

    /** The attributes under a field of an object; those that are {@code null} are left out. */
    Map<String, AttributeValue> read(Fields fields, String name) {
        JsonNode node = fields.find(name);
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        if (node == null) {
            return values;
        }
        if (!node.isObject()) {
            fields.invalid(name, "must be an object, not " + Fields.kind(node));
            return values;
        }
        Pointer here = fields.at(name);
        node.properties().forEach(entry -> {
            Pointer pointer = here.to(Fields.brief(entry.getKey()));
            AttributeValue value = value(entry.getKey(), entry.getValue(), pointer, fields.errors());
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        });
        return values;
    }

    private @Nullable AttributeValue value(String name, JsonNode node, Pointer pointer, Errors errors) {
        Attribute attribute = dictionary.find(name);
        if (attribute == null || attribute.scope() != scope) {
            errors.unknown(pointer, unknown(name, attribute));
            return null;
        }
        if (node.isNull()) {
            return null;
        }
        try {
            return typed(attribute, node, pointer, errors);
        } catch (ArithmeticException e) {
            errors.invalid(pointer, name + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            errors.unknown(pointer, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static @Nullable AttributeValue typed(Attribute attribute, JsonNode node, Pointer pointer, Errors errors) {
        if (node.isNumber() && attribute.type() == AttributeType.NUMBER) {
            return new AttributeValue.Numeric(Fixed.of(node.decimalValue()));
        }
        if (node.isBoolean() && attribute.type() == AttributeType.BOOLEAN) {
            return new AttributeValue.Flag(node.booleanValue());
        }
        boolean asText = attribute.type() != AttributeType.NUMBER && attribute.type() != AttributeType.BOOLEAN;
        if (node.isTextual() && asText) {
            String text = Fields.text(node, pointer, MAX_TEXT, errors);
            return text == null ? null : attribute.parse(text);
        }
        errors.unknown(
                pointer,
                attribute.name() + " is a " + attribute.type() + " in the data dictionary, not " + Fields.kind(node));
        return null;
    }

    private String unknown(String name, @Nullable Attribute attribute) {
        if (attribute != null) {
            return "attribute " + name + " belongs to the " + attribute.scope() + ", not to the " + scope;
        }
        List<String> known = dictionary.attributes().stream()
                .filter(a -> a.scope() == scope)
                .map(Attribute::name)
                .toList();
        return "attribute \"" + Fields.brief(name) + "\" is not in the ruleset's data dictionary"
                + Similar.maybe(name, known);
    }
}
