package io.tact.server.cli;

import java.io.PrintWriter;

/**
 * How far something is, on one line. On a terminal the line is drawn again at every step of a percent; elsewhere only the
 * last line is printed. For one thread.
 */
final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final boolean live;
    private final String label;
    private final long total;
    private long lastPercent = -1;

    /**
     * @param live whether the output is a terminal
     * @param label what is being done, e.g. {@code importing subscribers}
     * @param total how many there are, 0 or more
     */
    ProgressBar(PrintWriter out, boolean live, String label, long total) {
        this.out = out;
        this.live = live;
        this.label = label;
        this.total = total;
    }

    /** One on standard error, if it may be drawn on. */
    static ProgressBar on(PrintWriter err, String label, long total) {
        return new ProgressBar(err, System.console() != null, label, total);
    }

    /** So many are done, 0 to the total. */
    void at(long done) {
        long percent = total == 0 ? 100 : 100 * done / total;
        if (live && percent != lastPercent) {
            lastPercent = percent;
            draw(done, percent);
        }
    }

    /** All is done; ends the line. */
    void finish(String closing) {
        if (live) {
            draw(total, 100);
            out.println(" " + closing);
        } else {
            out.println(label + ": " + total + " " + closing);
        }
        out.flush();
    }

    private void draw(long done, long percent) {
        int filled = (int) (WIDTH * percent / 100);
        out.print("\r" + label + " [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + total);
        out.flush();
    }
}
