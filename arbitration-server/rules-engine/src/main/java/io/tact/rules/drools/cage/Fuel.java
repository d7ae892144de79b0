package io.tact.rules.drools.cage;

/**
 * How much author code may still run on this thread. Every author method burns some when it begins: one, and for each call in it
 * one more, or what a costly call costs. Since author methods have neither loops nor calls of each other, that bounds all they do.
 */
public final class Fuel {
    /** What one decision may burn; a decision with a thousand rules and a hundred messages needs a tenth of it. */
    public static final int PER_DECISION = 2_000_000;

    /** What it costs to say a verdict, so that they are at most tens of thousands. */
    static final int VERDICT = 50;

    /** What it costs to look through the history, or through a text for a pattern. */
    static final int SEARCH = 100;

    /** What it costs to put texts together. */
    static final int TEXT = 20;

    private static final ThreadLocal<Fuel> TANK = ThreadLocal.withInitial(Fuel::new);

    private int left;

    private Fuel() {}

    /** What a call costs. */
    static int of(String owner, String method) {
        if (owner.equals("io/tact/facts/Verdicts")) {
            return VERDICT;
        }
        return owner.equals("io/tact/facts/History") || method.equals("matches") ? SEARCH : 1;
    }

    /** Fills this thread's tank for one decision. */
    public static void fill() {
        TANK.get().left = PER_DECISION;
    }

    /** Empties this thread's tank: what runs outside a decision is not author code. */
    public static void drain() {
        TANK.get().left = 0;
    }

    /**
     * Called by author methods.
     *
     * @throws OutOfFuelException if the tank is empty
     */
    public static void burn(int amount) {
        Fuel fuel = TANK.get();
        int left = fuel.left - amount;
        if (left < 0) {
            throw new OutOfFuelException();
        }
        fuel.left = left;
    }
}
