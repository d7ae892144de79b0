package io.tact.rules.workbooks;

/** How much more the sheets of one workbook may hold. Belongs to one thread. */
final class Room {
    /** The most characters in all cells of a workbook, those that share a text counted each. */
    static final long MAX_CHARACTERS = 64L << 20;

    /** The most cells of a workbook, empty ones before a filled one in its row counted too. */
    static final long MAX_CELLS = 8L << 20;

    private long characters = MAX_CHARACTERS;
    private long cells = MAX_CELLS;

    /** Takes the room of some cells, the last of which holds that many characters; what is too much, if anything, else empty. */
    String take(int moreCells, int moreCharacters) {
        cells -= moreCells;
        characters -= moreCharacters;
        if (characters < 0) {
            return (MAX_CHARACTERS >> 20) + " million characters";
        }
        return cells < 0 ? (MAX_CELLS >> 20) + " million cells" : "";
    }
}
