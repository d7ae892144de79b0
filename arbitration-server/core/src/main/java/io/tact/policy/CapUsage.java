package io.tact.policy;

import io.tact.model.Amounts;
import io.tact.model.Contact;
import io.tact.model.Fixed;
import io.tact.model.Slot;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a message and the contacts before it come to, under a cap that does more than count them. Belongs to one thread. */
sealed interface CapUsage {

    /** That of a message alone. */
    static CapUsage of(CapRule rule, Slot slot) {
        return switch (rule.mode()) {
            case DISTINCT_CHANNELS, DISTINCT_OFFERS -> new Distinct(rule, slot);
            case SUM_CONTACT_COST, SUM_INCENTIVE_COST, SUM_VALUE -> new Sum(rule, slot);
            case COUNT -> throw new IllegalArgumentException("contacts are counted, not added up");
        };
    }

    /** Adds a contact before the message. */
    void add(Contact contact);

    /** Whether the message keeps within the maximum. */
    boolean isWithinMax();

    /** What the contacts come to without the message, in whole numbers. */
    long used();

    /** The same, exactly; held at the end of the range. */
    Fixed usedExactly();

    /** The figures, for people. */
    String text();

    /** Different channels or offers. A value that is not known may be any other, so it is one more. */
    final class Distinct implements CapUsage {
        private final CapRule rule;
        private final @Nullable String own;
        private final Set<String> values = new TreeSet<>();
        private int unknown;

        private Distinct(CapRule rule, Slot slot) {
            this.rule = rule;
            this.own = valueOf(slot);
        }

        private @Nullable String valueOf(Slot slot) {
            return rule.mode() == CapRule.Mode.DISTINCT_CHANNELS
                    ? slot.channel().name()
                    : slot.offer();
        }

        @Override
        public void add(Contact contact) {
            String value = valueOf(contact.slot());
            if (value == null) {
                unknown++;
            } else {
                values.add(value);
            }
        }

        @Override
        public boolean isWithinMax() {
            boolean oneMore = own == null || !values.contains(own);
            return (used() + (oneMore ? 1 : 0)) * Fixed.ONE.micros()
                    <= rule.max().micros();
        }

        @Override
        public long used() {
            return values.size() + unknown;
        }

        @Override
        public Fixed usedExactly() {
            return Fixed.of(used());
        }

        @Override
        public String text() {
            String what = rule.mode() == CapRule.Mode.DISTINCT_CHANNELS ? "channels" : "offers";
            String known = values.isEmpty() ? "" : String.join(", ", values);
            String others = unknown == 0 ? "" : (known.isEmpty() ? "" : " and ") + unknown + " not known";
            return used() == 0 ? "no " + what + " are allowed" : what + " so far: " + known + others;
        }
    }

    /** An amount. What is not known of a contact, or of the message, is none. */
    final class Sum implements CapUsage {
        private final CapRule rule;
        private final long own;
        private long sum;

        private Sum(CapRule rule, Slot slot) {
            this.rule = rule;
            this.own = amountOf(slot);
        }

        private long amountOf(Slot slot) {
            Amounts amounts = slot.amounts();
            if (amounts == null) {
                return 0;
            }
            return switch (rule.mode()) {
                case SUM_CONTACT_COST -> amounts.contactCost().micros();
                case SUM_INCENTIVE_COST -> amounts.incentiveCost().micros();
                default -> amounts.value().micros();
            };
        }

        @Override
        public void add(Contact contact) {
            sum = plus(sum, amountOf(contact.slot()));
        }

        @Override
        public boolean isWithinMax() {
            return plus(sum, own) <= rule.max().micros();
        }

        @Override
        public long used() {
            return rounded(sum);
        }

        @Override
        public Fixed usedExactly() {
            return shown(sum);
        }

        @Override
        public String text() {
            String what =
                    switch (rule.mode()) {
                        case SUM_CONTACT_COST -> "contact cost";
                        case SUM_INCENTIVE_COST -> "incentive cost";
                        default -> "value";
                    };
            return what + " so far " + shown(sum) + ", and " + shown(own) + " more, is over " + rule.max();
        }

        private static Fixed shown(long micros) {
            return new Fixed(Math.max(-Fixed.MAX_MICROS, Math.min(Fixed.MAX_MICROS, micros)));
        }

        /** Held at the ends of the range, which are far beyond every maximum. */
        private static long plus(long a, long b) {
            long sum = a + b;
            boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
            return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
        }
    }

    /** Micros in whole numbers, half up. */
    static long rounded(long micros) {
        long one = Fixed.ONE.micros();
        return Math.floorDiv(micros, one) + (Math.floorMod(micros, one) * 2 >= one ? 1 : 0);
    }
}
