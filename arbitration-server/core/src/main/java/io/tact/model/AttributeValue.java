package io.tact.model;

import java.time.Instant;
import java.time.LocalDate;

/** The value of one attribute. */
public sealed interface AttributeValue {

    AttributeType type();

    /** Text, compared exactly. */
    record Text(String value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.STRING;
        }
    }

    /** A number with at most six decimals. */
    record Numeric(Fixed value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.NUMBER;
        }
    }

    /** True or false. */
    record Flag(boolean value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.BOOLEAN;
        }
    }

    /** A day on the subscriber's calendar. */
    record Day(LocalDate value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.DATE;
        }
    }

    /** A point in time. */
    record Moment(Instant value) implements AttributeValue {
        public Moment {
            value = Instants.toMillis(value);
        }

        @Override
        public AttributeType type() {
            return AttributeType.INSTANT;
        }
    }
}
