package io.tact.port;

import java.util.List;

/**
 * Everything that nodes store for each other or send to each other, as one number: what a cluster agrees on. Whoever changes
 * the format of anything that another node reads adds the next one here.
 *
 * @param number counted from 1
 * @param records the format of packed records
 * @param inputs the newest format of decision inputs
 */
public record DataFormat(int number, int records, int inputs) {
    private static final List<DataFormat> KNOWN =
            List.of(new DataFormat(1, 1, 1), new DataFormat(2, 2, 2), new DataFormat(3, 2, 3), new DataFormat(4, 2, 4));

    /** The one that this version of Tact writes where nothing is in its way. */
    public static final DataFormat NEWEST = KNOWN.get(KNOWN.size() - 1);

    /** What a node reads that does not say what it reads, and what a store may hold of which nothing is said. */
    public static final int UNSAID = 3;

    /**
     * The one of that number.
     *
     * @throws IllegalArgumentException if this version of Tact does not know it
     */
    public static DataFormat of(int number) {
        if (number < 1 || number > KNOWN.size()) {
            throw new IllegalArgumentException("data format (" + number + ") must be 1 to " + KNOWN.size());
        }
        return KNOWN.get(number - 1);
    }

    @Override
    public String toString() {
        return "data format " + number + " (records of format " + records + ", decision inputs of format " + inputs
                + ")";
    }
}
