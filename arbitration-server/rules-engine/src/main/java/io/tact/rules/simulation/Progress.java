package io.tact.rules.simulation;

/** Told how far a simulation is. Called on its thread, at most a few hundred times a stage; a stage whose total
 * is known ends with {@code done} equal to it. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (stage, done, total) -> {};

    /**
     * @param stage what is being done, in a word or two
     * @param done how many rows are done
     * @param total how many there are; 0 while that is not known
     */
    void at(String stage, long done, long total);
}
