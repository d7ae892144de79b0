package io.tact.rules.drools.cage;

/**
 * How much author code may still run on this thread. Every author method burns some when it begins: one, and one for each call
 * in it. Since author methods have neither loops nor calls of each other, that bounds all they do.
 */
public final class Fuel {
    /** What one decision may burn; a decision with a thousand rules and a hundred messages needs a tenth of it. */
    public static final int PER_DECISION = 2_000_000;

    private static final ThreadLocal<Fuel> TANK = ThreadLocal.withInitial(Fuel::new);

    private int left;

    private Fuel() {}

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
