package io.tact.facts;

import io.tact.model.AttributeValue;
import io.tact.model.Dictionary;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Typed, read-only access by name to the attributes of one scope, as DRL sees them. */
abstract sealed class Attributes permits Request, Profile {
    private final Dictionary dictionary;
    private final @Nullable AttributeValue[] values;

    Attributes(Dictionary dictionary, @Nullable AttributeValue[] values) {
        this.dictionary = dictionary;
        this.values = values;
    }

    @Nullable AttributeValue value(int ordinal) {
        return values[ordinal];
    }

    /** Whether the attribute has a value. */
    public boolean isSet(String name) {
        return find(name) != null;
    }

    /** A STRING, or null if it is not set. */
    public @Nullable String text(String name) {
        return find(name) instanceof AttributeValue.Text text ? text.value() : null;
    }

    /** A NUMBER, or null if it is not set. Exact up to six decimals. */
    public @Nullable Double number(String name) {
        return find(name) instanceof AttributeValue.Numeric number
                ? (Double) number.value().toDouble()
                : null;
    }

    /** A BOOLEAN, or null if it is not set. */
    public @Nullable Boolean flag(String name) {
        return find(name) instanceof AttributeValue.Flag flag ? (Boolean) flag.value() : null;
    }

    /** A DATE, or null if it is not set. */
    public @Nullable LocalDate date(String name) {
        return find(name) instanceof AttributeValue.Day day ? day.value() : null;
    }

    /** An INSTANT, or null if it is not set. */
    public @Nullable Instant instant(String name) {
        return find(name) instanceof AttributeValue.Moment moment ? moment.value() : null;
    }

    private @Nullable AttributeValue find(String name) {
        int ordinal = dictionary.ordinal(name);
        if (ordinal < 0) {
            throw new IllegalArgumentException(
                    "attribute " + name + " is not in the data dictionary. Maybe add it to the table attributes");
        }
        return values[ordinal];
    }
}
