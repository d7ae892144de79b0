package io.tact.arbitration;

import io.tact.history.LedgerKey;
import org.jspecify.annotations.Nullable;

/** How a request names a subscriber. */
public sealed interface SubscriberRef {

    /** Where to start looking. */
    LedgerKey key();

    /** The line that messages are to go to; null if the subscriber's usual one is meant. */
    default @Nullable String line() {
        return null;
    }

    /** By the operator's id. */
    record ById(String id) implements SubscriberRef {
        @Override
        public LedgerKey key() {
            return LedgerKey.ofSubscriber(id);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** By one of their lines, in E.164. That line is then the one that messages go to. */
    record ByLine(String msisdn) implements SubscriberRef {
        @Override
        public LedgerKey key() {
            return LedgerKey.ofLine(msisdn);
        }

        @Override
        public String line() {
            return msisdn;
        }

        @Override
        public String toString() {
            return msisdn;
        }
    }
}
