package io.tact.grid.crash;

/** A step of the protocol that leaves the process, and may fail there. */
enum Step {
    READ_GRID,
    LOAD,
    LOOK_UP,
    READ_REFUSALS,
    READ_REMINDERS,
    COMMIT,
    TELL_GRID,
    CHANGE_LOG,
    ANSWER
}
