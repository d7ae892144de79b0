package io.tact.grid.crash;

/** What happens at one step. A crash takes all that is in memory; after a failure the node goes on. */
enum Mishap {
    NONE,
    CRASH_BEFORE,
    CRASH_AFTER,
    FAILS_BEFORE,
    FAILS_AFTER,
    LATE,
    TWICE;

    boolean fits(Step step) {
        return switch (this) {
            case NONE -> false;
            case CRASH_BEFORE -> true;
            case CRASH_AFTER -> step != Step.ANSWER;
            case FAILS_BEFORE -> step != Step.ANSWER;
            case FAILS_AFTER -> step == Step.COMMIT || step == Step.CHANGE_LOG;
            case LATE, TWICE -> step == Step.TELL_GRID;
        };
    }

    boolean isCrash() {
        return this == CRASH_BEFORE || this == CRASH_AFTER;
    }
}
