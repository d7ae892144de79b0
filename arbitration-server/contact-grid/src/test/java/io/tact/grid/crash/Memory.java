package io.tact.grid.crash;

/** What the nodes hold when the request comes. */
enum Memory {
    NOTHING,
    CURRENT,
    BEHIND;

    /** Where the record moved already, it need not move again. */
    boolean fits(Disturbance disturbance) {
        return this != BEHIND || disturbance == Disturbance.NONE || disturbance == Disturbance.UNANSWERED;
    }
}
