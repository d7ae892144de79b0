package io.tact.policy;

import io.tact.model.Binding;
import io.tact.model.Fixed;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is left of one cap for a message.
 *
 * @param rule the cap, such as {@code caps#sms-week}
 * @param used what its contacts come to, without the message
 * @param max how much is allowed
 * @param window its window as written, such as {@code ROLLING P7D}
 * @param freesAt the first instant at which more is left than now; null if that is not to be expected
 * @param citation the law or policy behind the cap, or null
 * @param binding with what force it binds; null for the operator's own
 * @param verified false if its figures were not confirmed against the source; null otherwise
 */
public record CapAllowance(
        String rule,
        Fixed used,
        Fixed max,
        String window,
        @Nullable Instant freesAt,
        @Nullable String citation,
        @Nullable Binding binding,
        @Nullable Boolean verified) {

    /** The less is left, and of two with as little the later there is more, the smaller. */
    static final Comparator<CapAllowance> STRICTEST = Comparator.comparing(CapAllowance::remaining)
            .thenComparing(CapAllowance::frees, Comparator.reverseOrder())
            .thenComparing(CapAllowance::used, Comparator.reverseOrder());

    /** What is left, 0 or more. */
    public Fixed remaining() {
        return used.compareTo(max) >= 0 ? Fixed.ZERO : new Fixed(max.micros() - used.micros());
    }

    private static Instant frees(CapAllowance allowance) {
        return allowance.freesAt == null ? Instant.MAX : allowance.freesAt;
    }
}
