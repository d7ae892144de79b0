package io.tact.acceptance.consistency;

/**
 * An intent sent once, and what came back.
 *
 * @param intent what was wanted
 * @param delivery the number under which a client tried to get it done, on as many nodes as it took
 * @param turn 1 for the first attempt of the delivery
 * @param node the node that was asked, from 0
 * @param sent when it was sent, in nanoseconds of the clients' own clock, which is never set
 * @param received when the whole answer was there, or it was certain that there would be none
 * @param status the status code; {@link #NO_ANSWER} if there was no whole answer
 * @param body the body of the answer, or why there is none
 */
record Attempt(Intent intent, long delivery, int turn, int node, long sent, long received, int status, String body) {
    static final int NO_ANSWER = 0;

    boolean isOk() {
        return status == 200;
    }

    boolean is(Intent.Kind kind) {
        return intent.kind() == kind;
    }

    /**
     * Whether it may be sent again, here or elsewhere: not answered, told that nothing could be decided now, or that its key is
     * being decided, which only one with a key is told.
     */
    boolean isRefused() {
        return status == NO_ANSWER || status == 503 || status == 429 || isInFlight();
    }

    /** Whether nobody can say from the answer if it was done. */
    boolean isUncertain() {
        return status == NO_ANSWER || status >= 500;
    }

    private boolean isInFlight() {
        return intent.hasKey() && status == 409 && body.contains("idempotency-key-in-flight");
    }
}
