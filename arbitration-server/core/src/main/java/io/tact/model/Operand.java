package io.tact.model;

import java.time.Instant;
import java.time.ZoneId;

/** What an attribute is compared with. */
public sealed interface Operand {

    /** The value to compare with, at {@code now} on the clock of {@code zone}. */
    AttributeValue resolve(Instant now, ZoneId zone, AttributeType type);

    /** A constant. */
    record Constant(AttributeValue value) implements Operand {
        @Override
        public AttributeValue resolve(Instant now, ZoneId zone, AttributeType type) {
            return value;
        }
    }

    /**
     * A length of time from now, for a DATE or INSTANT attribute: {@code contract_end <= P30D} is "ends within 30 days".
     *
     * @param ahead how far from now; without an elapsed part for a DATE
     */
    record FromNow(Span ahead) implements Operand {
        @Override
        public AttributeValue resolve(Instant now, ZoneId zone, AttributeType type) {
            if (type == AttributeType.DATE) {
                return new AttributeValue.Day(now.atZone(zone).toLocalDate().plus(ahead.period()));
            }
            return new AttributeValue.Moment(ahead.after(now, zone));
        }
    }
}
