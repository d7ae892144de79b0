package io.tact.grid.crash;

/** What comes in between at the first commit of a request. */
enum Disturbance {
    NONE,
    /** Another node changes the record. */
    RECORD_MOVED,
    /** Another node takes what the cap has left. */
    PLACES_TAKEN,
    /** Another node frees a place. */
    PLACE_FREED,
    /** The client grew tired and asked another node the same. */
    ASKED_ELSEWHERE,
    /** Another ruleset becomes active. */
    ACTIVATED,
    /** The store says that it did not commit. */
    REFUSED,
    /** The commit is lost, and nobody says so. */
    LOST,
    /** The commit is durable, and nobody says so. */
    UNANSWERED;

    boolean fits(Request request) {
        return switch (this) {
            case ACTIVATED, PLACE_FREED -> request.isDecision();
            case ASKED_ELSEWHERE -> request != Request.DECISION_WITHOUT_KEY;
            default -> true;
        };
    }

    /** Whether the commit itself goes its way. */
    boolean leavesTheCommit() {
        return switch (this) {
            case REFUSED, LOST, UNANSWERED -> false;
            default -> true;
        };
    }
}
