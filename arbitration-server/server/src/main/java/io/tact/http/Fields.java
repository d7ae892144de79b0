package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Fixed;
import io.tact.model.Instants;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by name. What is wrong is told to {@link Errors} and a harmless value returned, so
 * that reading goes on and finds the rest. {@code null} is the same as a field that is not there. For one thread.
 */
final class Fields {
    private static final Instant FIRST = Instant.EPOCH;
    /** How far the clocks of senders may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final JsonNode node;
    private final Pointer pointer;
    private final Errors errors;
    /** The names asked for so far; few, and not each of them once. */
    private final List<String> asked = new ArrayList<>(16);

    private Fields(JsonNode node, Pointer pointer, Errors errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** Reads an object, then refuses the fields that nobody asked for. */
    static void read(JsonNode node, Pointer pointer, Errors errors, Consumer<Fields> reader) {
        if (!node.isObject()) {
            errors.invalid(pointer, "must be an object, not " + kind(node));
            return;
        }
        Fields fields = new Fields(node, pointer, errors);
        reader.accept(fields);
        fields.refuseOthers();
    }

    Errors errors() {
        return errors;
    }

    Pointer at(String name) {
        return pointer.to(name);
    }

    /** The value of a field, or null if it is not there. */
    @Nullable JsonNode find(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** See {@link Errors#invalid}. */
    void invalid(String name, String detail) {
        errors.invalid(at(name), detail);
    }

    /** See {@link Errors#unknown}. */
    void unknown(String name, String detail) {
        errors.unknown(at(name), detail);
    }

    /** A text that must be there: 1 to {@code max} characters. */
    String text(String name, int max) {
        String text = textOrNull(name, max);
        if (text == null && node.path(name).isMissingNode() | node.path(name).isNull()) {
            invalid(name, "is missing");
        }
        return text == null ? "" : text;
    }

    /** A text of 1 to {@code max} characters, or null. */
    @Nullable String textOrNull(String name, int max) {
        JsonNode value = find(name);
        return value == null ? null : text(value, at(name), max, errors);
    }

    static @Nullable String text(JsonNode value, Pointer pointer, int max, Errors errors) {
        if (!value.isTextual()) {
            errors.invalid(pointer, "must be a text, not " + kind(value));
            return null;
        }
        String text = value.textValue();
        if (text.isEmpty() || text.length() > max) {
            errors.invalid(pointer, "must have 1 to " + max + " characters, not " + text.length());
            return null;
        }
        if (hasControls(text)) {
            errors.invalid(pointer, "must not contain control characters");
            return null;
        }
        if (hasHalfACharacter(text)) {
            // Stored, all of them would be the same question mark.
            errors.invalid(pointer, "must not contain one half of a surrogate pair without the other");
            return null;
        }
        return text;
    }

    /** Whether a text has what only an escape of JSON can bring: half of a character of two, which UTF-8 has not. */
    private static boolean hasHalfACharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean whole = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!whole) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    int integer(String name, int min, int max, int absent) {
        JsonNode value = find(name);
        if (value == null) {
            return absent;
        }
        boolean whole = value.isIntegralNumber();
        if (whole && value.canConvertToInt() && value.intValue() >= min && value.intValue() <= max) {
            return value.intValue();
        }
        String shown = value.isNumber() ? brief(value.asText()) : kind(value);
        invalid(name, "must be a whole number from " + min + " to " + max + ", not " + shown);
        return absent;
    }

    /** A decimal of 0 or more, with at most six places. */
    Fixed amount(String name, Fixed absent) {
        JsonNode value = find(name);
        if (value == null) {
            return absent;
        }
        if (!value.isNumber()) {
            invalid(name, "must be a number, not " + kind(value));
            return absent;
        }
        try {
            Fixed amount = Fixed.of(value.decimalValue());
            if (!amount.isNegative()) {
                return amount;
            }
            invalid(name, "(" + amount + ") must not be negative");
        } catch (ArithmeticException e) {
            invalid(name, String.valueOf(e.getMessage()));
        }
        return absent;
    }

    boolean flag(String name, boolean absent) {
        JsonNode value = find(name);
        if (value == null) {
            return absent;
        }
        if (!value.isBoolean()) {
            invalid(name, "must be true or false, not " + kind(value));
            return absent;
        }
        return value.booleanValue();
    }

    @Nullable Instant instantOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            invalid(name, "must be an instant such as 2026-11-23T10:00:00+01:00, not " + kind(value));
            return null;
        }
        return instant(value.textValue(), at(name), errors);
    }

    /** An instant with its offset; null if it is wrong, which then is told. */
    static @Nullable Instant instant(String text, Pointer pointer, Errors errors) {
        try {
            Instant instant = Instants.toMillis(OffsetDateTime.parse(text).toInstant());
            if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
                errors.invalid(pointer, "(\"" + brief(text) + "\") must lie between 1970 and 2200");
            }
            return instant;
        } catch (DateTimeException e) {
            errors.invalid(
                    pointer,
                    "(\"" + brief(text) + "\") must be an instant with its offset such as 2026-11-23T10:00:00+01:00");
            return null;
        }
    }

    /** An instant that is not after {@code now}, but for what clocks of senders may be ahead. */
    @Nullable Instant pastOrNull(String name, Instant now) {
        Instant at = instantOrNull(name);
        if (at != null && at.isAfter(now.plus(AHEAD))) {
            invalid(name, "(" + at + ") is in the future. Maybe leave it out");
        }
        return at;
    }

    <E extends Enum<E>> @Nullable E choiceOrNull(String name, Class<E> type) {
        JsonNode value = find(name);
        return value == null ? null : choice(value, at(name), type, errors);
    }

    static <E extends Enum<E>> @Nullable E choice(JsonNode value, Pointer pointer, Class<E> type, Errors errors) {
        if (value.isTextual()) {
            try {
                return Enum.valueOf(type, value.textValue());
            } catch (IllegalArgumentException e) {
                // Told below.
            }
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        String shown = value.isTextual() ? "\"" + brief(value.textValue()) + "\"" : kind(value);
        errors.invalid(pointer, "must be one of " + String.join(", ", names) + ", not " + shown);
        return null;
    }

    <E extends Enum<E>> E choice(String name, E absent) {
        E found = choiceOrNull(name, absent.getDeclaringClass());
        return found == null ? absent : found;
    }

    /** The elements of a list, as far as the reader makes something of them; empty if it is not there. */
    <T> List<T> list(String name, int max, BiFunction<JsonNode, Pointer, @Nullable T> reader) {
        JsonNode value = find(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            invalid(name, "must be a list, not " + kind(value));
            return List.of();
        }
        if (value.size() > max) {
            invalid(name, "must have at most " + max + " elements, not " + value.size());
            return List.of();
        }
        List<T> all = new ArrayList<>();
        Pointer here = at(name);
        for (int i = 0; i < value.size(); i++) {
            T element = reader.apply(value.get(i), here.to(i));
            if (element != null) {
                all.add(element);
            }
        }
        return all;
    }

    private void refuseOthers() {
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                errors.invalid(at(brief(name)), "is not a field here" + Similar.maybe(name, new HashSet<>(asked)));
            }
        });
    }

    static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }
}
