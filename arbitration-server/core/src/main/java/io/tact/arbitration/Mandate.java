package io.tact.arbitration;

import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and as whom and why they may speak. Comes from the credential, never from what they send.
 *
 * @param by the credential's id; empty if nobody is asked who they are
 * @param limits what they may say
 */
public record Mandate(String by, Limits limits) {
    /** Of somebody who is not asked who they are, and may say everything. */
    public static final Mandate NONE = new Mandate("", Limits.NONE);

    /**
     * Which messages a credential may have decided and told. Messages outside of them are no candidates.
     *
     * @param senders the senders it speaks for, by name; empty for all
     * @param senderClass the kind of sender it speaks for; null for all
     * @param purposes why it may write; empty for all
     */
    public record Limits(Set<String> senders, @Nullable SenderClass senderClass, Set<Purpose> purposes) {
        /** No limits. */
        public static final Limits NONE = new Limits(Set.of(), null, Set.of());

        public Limits {
            senders = Set.copyOf(senders);
            purposes = Set.copyOf(purposes);
        }

        /** Whether everything may be said. */
        public boolean isNone() {
            return senders.isEmpty() && senderClass == null && purposes.isEmpty();
        }

        /** Whether such a message may be said. */
        public boolean cover(Slot slot) {
            return (senders.isEmpty() || (slot.sender() != null && senders.contains(slot.sender())))
                    && (senderClass == null || senderClass == slot.senderClass())
                    && (purposes.isEmpty() || purposes.contains(slot.purpose()));
        }

        /** For people: {@code sender class VAS, purposes MARKETING SERVICE}. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(senderClass == null ? "" : "sender class " + senderClass);
            add(text, "senders ", senders);
            add(text, "purposes ", purposes);
            return text.isEmpty() ? "everything" : text.toString();
        }

        private static <T> void add(StringBuilder text, String what, Set<T> values) {
            if (!values.isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ").append(what);
                Set<String> sorted = new TreeSet<>();
                values.forEach(value -> sorted.add(value.toString()));
                text.append(String.join(" ", sorted));
            }
        }
    }
}
