package io.tact.model;

/** How far apart two spellings are, so that a message can name what was probably meant. */
public final class EditDistance {
    private EditDistance() {}

    /**
     * How many letters must be put in, taken out or replaced, or neighbours swapped, to make one text of the other; takes
     * time of both lengths. Letters that were swapped are not changed again.
     */
    public static int between(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] oldest = before;
            before = above;
            above = row;
            row = oldest;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                if (areSwapped(a, i, b, j)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }

    /** Whether the last two letters before each place are the same, the other way round. */
    private static boolean areSwapped(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
