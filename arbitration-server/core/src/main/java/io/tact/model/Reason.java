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
        /** Consent is missing, refused or expired. */
        CONSENT,
        /** An exclusion applies. */
        EXCLUSION,
        /** The latest useful time of sending has passed. */
        NOT_AFTER,
        /** A DRL rule said so. */
        RULE,
        /** Another treatment of the same offer was chosen. */
        SAME_OFFER,
        /** The limit of the request was reached by better candidates. */
        LIMIT
    }

    /** A reason that needs no figures. */
    public static Reason of(Code code, String rule, @Nullable String text) {
        return new Reason(code, rule, text, null, null, null, null, null);
    }
}
