package io.tact.grid.crash;

/**
 * One way for a request to come to grief.
 *
 * @param request what was asked
 * @param memory what the nodes held
 * @param disturbance what came in between at the first commit
 * @param index at which step the mishap happens, from 0 on; -1 for none
 * @param step that step
 * @param mishap what happens there
 * @param repeatedElsewhere whether the client repeats its request at the other node
 */
record CrashPoint(
        Request request,
        Memory memory,
        Disturbance disturbance,
        int index,
        Step step,
        Mishap mishap,
        boolean repeatedElsewhere) {

    static CrashPoint undisturbed(Request request, Memory memory, Disturbance disturbance) {
        return new CrashPoint(request, memory, disturbance, -1, Step.ANSWER, Mishap.NONE, false);
    }

    /** The same with a mishap at a step. */
    CrashPoint at(int where, Step what, Mishap how, boolean elsewhere) {
        return new CrashPoint(request, memory, disturbance, where, what, how, elsewhere);
    }
}
