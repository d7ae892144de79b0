package io.tact.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter printed = new StringWriter();

    private ProgressBar bar(boolean live, long total) {
        return new ProgressBar(new PrintWriter(printed, true), live, "Importing", total);
    }

    @Test
    void drawsTheLineAgainOnATerminal() {
        ProgressBar bar = bar(true, 200);
        bar.at(0);
        bar.at(100);
        bar.finish("done");
        String half = "#".repeat(20) + ".".repeat(20);
        assertThat(printed.toString())
                .isEqualTo("\rImporting [" + ".".repeat(40) + "] 0/200" + "\rImporting [" + half + "] 100/200"
                        + "\rImporting [" + "#".repeat(40) + "] 200/200 done" + System.lineSeparator());
    }

    @Test
    void drawsOncePerPercent() {
        ProgressBar bar = bar(true, 100_000);
        for (int done = 0; done < 100_000; done++) {
            bar.at(done);
        }
        assertThat(printed.toString().chars().filter(c -> c == '\r')).hasSize(100);
    }

    @Test
    void printsOnlyTheEndElsewhere() {
        ProgressBar bar = bar(false, 200);
        bar.at(100);
        bar.finish("done");
        assertThat(printed.toString()).isEqualTo("Importing: 200 done" + System.lineSeparator());
    }

    @Test
    void nothingToDoIsDone() {
        ProgressBar bar = bar(true, 0);
        bar.at(0);
        assertThat(printed.toString()).contains("] 0/0").doesNotContain(".");
    }
}
