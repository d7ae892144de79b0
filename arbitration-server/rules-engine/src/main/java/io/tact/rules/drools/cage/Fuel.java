package io.tact.rules.drools.cage;

import org.jspecify.annotations.Nullable;

/**
 * How much author code may still run on this thread. Every author method burns some when it begins: one, and for each call in it
 * one more. What takes longer the more there is to look at, or makes something that is kept, burns as much more where it happens.
 * Since author methods have neither loops nor calls of each other, that bounds all they do.
 */
public final class Fuel {
    /** What one decision may burn; a decision with a thousand rules and a hundred messages needs a tenth of it. */
    public static final int PER_DECISION = 2_000_000;

    /** The most characters of a text that is put together: what looks through texts takes as long as they are. */
    static final int LONGEST = 10_000;

    /** What it costs to put texts together, or to call what looks through one. */
    private static final int TEXT = 20;

    /** So many characters that are made cost one. */
    private static final int MADE = 4;

    /** So many characters that are compared cost one. */
    private static final int COMPARED = 64;

    /** So many pairs of characters, one of each text, cost one where a text is looked for in another. */
    private static final int SOUGHT = 256;

    /** What it costs to match a pattern: it looks at each pair of a text's characters a few times. */
    private static final int MATCH = 100;

    private static final int MATCHED = 4;

    /** What it costs to say a verdict of nothing; half as much as there are treatments, to each of which it is applied, is added. */
    private static final int VERDICT = 50;

    /** What it costs to look through an empty history; each contact adds one. */
    private static final int SEARCH = 100;

    private static final ThreadLocal<Fuel> TANK = ThreadLocal.withInitial(Fuel::new);

    private int left;
    private int verdict;
    private int search;

    private Fuel() {}

    /**
     * Fills this thread's tank for one decision.
     *
     * @param treatments how many a verdict may be about
     * @param contacts how many the history has
     */
    public static void fill(int treatments, int contacts) {
        Fuel fuel = TANK.get();
        fuel.left = PER_DECISION;
        fuel.verdict = VERDICT + treatments / 2;
        fuel.search = SEARCH + contacts;
    }

    /** Empties this thread's tank: what runs outside a decision is not author code. */
    public static void drain() {
        TANK.get().left = 0;
    }

    /**
     * Called by author methods as they begin.
     *
     * @throws OutOfFuelException if the tank is empty, as all others here
     */
    public static void burn(int amount) {
        burn(TANK.get(), amount);
    }

    private static void burn(Fuel fuel, long amount) {
        long left = fuel.left - amount;
        if (left < 0) {
            throw new OutOfFuelException();
        }
        fuel.left = (int) left;
    }

    /** Called before a verdict is said. */
    public static void say() {
        Fuel fuel = TANK.get();
        burn(fuel, fuel.verdict);
    }

    /** Called before the history is looked through. */
    public static void search() {
        Fuel fuel = TANK.get();
        burn(fuel, fuel.search);
    }

    /**
     * Called with each text that was made.
     *
     * @throws OutOfFuelException also if it is longer than texts may be
     */
    public static void made(@Nullable String text) {
        int length = length(text);
        if (length > LONGEST) {
            throw new OutOfFuelException("a rule puts a text of " + length + " characters together, and " + LONGEST
                    + " is the most. Maybe it puts the same text to itself again and again");
        }
        burn(TANK.get(), TEXT + length / MADE);
    }

    /** Called before a text is looked for in another. */
    public static void find(@Nullable CharSequence in, @Nullable CharSequence sought) {
        long pairs = (long) length(in) * length(sought);
        if (pairs >= SOUGHT) {
            burn(TANK.get(), pairs / SOUGHT);
        }
    }

    /** Called before two values are compared. */
    public static void compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String text && other instanceof String another) {
            int shorter = Math.min(text.length(), another.length());
            if (shorter >= COMPARED) {
                burn(TANK.get(), shorter / COMPARED);
            }
        }
    }

    /** Called before a text is matched with a pattern. */
    public static void match(@Nullable CharSequence text) {
        long length = length(text);
        burn(TANK.get(), MATCH + length * length / MATCHED);
    }

    private static int length(@Nullable CharSequence text) {
        return text == null ? 0 : text.length();
    }
}
