package io.tact.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a candidate was not selected: which rule, the figures that mattered, and when time will cure it.
 *
 * @param code the kind of reason
 * @param rule the rule that said so, such as {@code caps#sms-week}, or the name of a DRL rule
 * @param text for people; null where the figures say it all
 * @param used how much of a cap was used, or null
 * @param max the cap's maximum, or null
 * @param window the cap's window as written, such as {@code ROLLING P7D}, or null
 * @param citation the law or policy behind the rule, or null
 * @param binding with what force the rule binds; null for the operator's own
 * @param verified false if the rule's figures were not confirmed against its source; null otherwise
 * @param nextAllowedAt when this rule alone would agree; null if time alone will not cure it
 */
public record Reason(
        Code code,
        String rule,
        @Nullable String text,
        @Nullable Long used,
        @Nullable Long max,
        @Nullable String window,
        @Nullable String citation,
        @Nullable Binding binding,
        @Nullable Boolean verified,
        @Nullable Instant nextAllowedAt) {

    /** The kinds of reason; a public contract, only ever extended. */
    public enum Code {
        /** No eligibility row matched. */
        ELIGIBILITY,
        /** The subscriber is held back so that effect can be measured. */
        CONTROL,
        /** A cap is used up. */
        CAP,
        /** Too soon after the last contact. */
        GAP,
        /** Outside the hours, or within quiet ones. */
        HOURS,
        /** Too soon after what the subscriber answered. */
        COOLOFF,
        /** Consent is missing, refused or expired, or such messages are prohibited. */
        CONSENT,
        /** The address is on a do-not-call list, or nobody knows whether it is. */
        LIST,
        /** The subscriber is suppressed. */
        SUPPRESSION,
        /** An operator suspended it. */
        SUSPENSION,
        /** No opt-out waits for a confirmation. */
        CONFIRMATION,
        /** An exclusion applies. */
        EXCLUSION,
        /** The latest useful time of sending has passed. */
        NOT_AFTER,
        /** A DRL rule said so. */
        RULE,
        /** Another treatment of the same offer was chosen. */
        SAME_OFFER,
        /** The limit of the request was reached by better candidates. */
        LIMIT,
        /** Nothing is left of a budget across subscribers: of what a channel can carry, or of an offer. */
        BUDGET
    }

    /** A reason that needs no figures. */
    public static Reason of(Code code, String rule, @Nullable String text) {
        return new Reason(code, rule, text, null, null, null, null, null, null, null);
    }

    /** This reason with another instant of its cure; null if time alone will not cure it. */
    public Reason curedAt(@Nullable Instant next) {
        return new Reason(code, rule, text, used, max, window, citation, binding, verified, next);
    }

    /** Whether the rule's figures were not confirmed. */
    public boolean isUnverified() {
        return Boolean.FALSE.equals(verified);
    }
}
