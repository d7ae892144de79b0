package io.tact.server.cli;

import io.tact.rules.simulation.Progress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Draws a bar for each stage of a simulation whose length is known. For one thread. */
final class SimulationProgress implements Progress {
    private final PrintWriter err;
    private @Nullable ProgressBar bar;
    private String stage = "";

    SimulationProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void at(String now, long done, long total) {
        if (total == 0) {
            return;
        }
        ProgressBar drawn = bar;
        if (drawn == null || !now.equals(stage)) {
            drawn = ProgressBar.on(err, Character.toUpperCase(now.charAt(0)) + now.substring(1), total);
            bar = drawn;
            stage = now;
        }
        drawn.at(done);
        if (done == total) {
            drawn.finish("contacts");
            bar = null;
        }
    }
}
