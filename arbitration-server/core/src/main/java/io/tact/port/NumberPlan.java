package io.tact.port;

import io.tact.model.NumberOrigin;

/** Knows where telephone numbers are issued. On the hot path: what was asked before is answered from memory. Safe for any thread. */
@FunctionalInterface
public interface NumberPlan {
    /** Knows no number. */
    NumberPlan NONE = msisdn -> NumberOrigin.NOWHERE;

    /**
     * Where a number was issued.
     *
     * @param msisdn in E.164
     * @return {@link NumberOrigin#NOWHERE} for what is no number, or not known; it never throws
     */
    NumberOrigin originOf(String msisdn);
}
