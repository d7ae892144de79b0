package io.tact.port;

import io.tact.model.NumberOrigin;

/** What the digits of a telephone number tell. Called by many threads at once, for every decision; does not block. */
@FunctionalInterface
public interface NumberPlan {
    /** Knows no number. */
    NumberPlan NONE = msisdn -> NumberOrigin.NOWHERE;

    /**
     * Where a number was issued. Never throws; in doubt it names more zones and jurisdictions, not fewer.
     *
     * @param msisdn a number in E.164, such as {@code +33612345678}; of anything else {@link NumberOrigin#NOWHERE}
     */
    NumberOrigin originOf(String msisdn);
}
