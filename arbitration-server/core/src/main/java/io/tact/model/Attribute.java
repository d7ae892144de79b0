package io.tact.model;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a ruleset's data dictionary.
 *
 * @param name lower_snake_case or camelCase, unique
 * @param scope profile or request context
 * @param type its type
 * @param unit the unit of a number, if any
 * @param allowed the texts it may have; empty for any
 * @param description for people
 */
public record Attribute(
        String name,
        AttributeScope scope,
        AttributeType type,
        @Nullable String unit,
        Set<String> allowed,
        @Nullable String description) {
    public Attribute {
        allowed = Set.copyOf(allowed);
    }

    /**
     * Reads a value of this attribute from text: {@code true} or {@code false}, a plain decimal, {@code 2026-11-23},
     * {@code 2026-11-23T10:00:00Z} (any offset), or the text itself.
     *
     * @throws IllegalArgumentException if it is none; the message names the value and says what is allowed
     */
    public AttributeValue parse(String text) {
        try {
            return switch (type) {
                case STRING -> new AttributeValue.Text(allowedText(text));
                case NUMBER -> new AttributeValue.Numeric(Fixed.parse(text));
                case BOOLEAN -> new AttributeValue.Flag(flag(text));
                case DATE -> new AttributeValue.Day(LocalDate.parse(text));
                case INSTANT -> new AttributeValue.Moment(
                        OffsetDateTime.parse(text).toInstant());
            };
        } catch (NumberFormatException e) {
            throw wrong(text, "a plain decimal number such as 12 or -0.5");
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        } catch (DateTimeParseException e) {
            throw wrong(
                    text,
                    type == AttributeType.DATE
                            ? "a date such as 2026-11-23"
                            : "an instant with its offset such as 2026-11-23T10:00:00+01:00");
        }
    }

    private String allowedText(String text) {
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            throw wrong(text, "one of " + String.join(", ", new TreeSet<>(allowed)));
        }
        return text;
    }

    private boolean flag(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw wrong(text, "true or false");
        };
    }

    private IllegalArgumentException wrong(String text, String wanted) {
        String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return new IllegalArgumentException(name + " (\"" + shown + "\") must be " + wanted);
    }
}
