package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.metrics.TactMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private final TactMetrics metrics = new TactMetrics();
    private final FileWatch watch = new FileWatch(metrics);
    private final Path folder;
    private int taken;
    private boolean broken;

    FileWatchTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    private void take() throws StartupException {
        taken++;
        if (broken) {
            throw new StartupException("it is broken");
        }
    }

    private int looked() {
        watch.look();
        return taken;
    }

    @Test
    void onlyWhatIsInAFileCounts() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        watch.watch("keys", List.of(file), FileWatch.see(List.of(file)), this::take);
        assertThat(looked()).isZero();
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
        Files.writeString(file, "one");
        assertThat(looked()).isZero();
        Files.writeString(file, "two");
        assertThat(looked()).isEqualTo(1);
        assertThat(looked()).as("once").isEqualTo(1);
    }

    @Test
    void aLinkThatIsTurnedIsAChange() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("1")).resolve("key"), "one");
        Files.writeString(Files.createDirectory(folder.resolve("2")).resolve("key"), "two");
        Path link = Files.createSymbolicLink(folder.resolve("data"), Path.of("1"));
        Path file = link.resolve("key");
        watch.watch("keys", List.of(file), FileWatch.see(List.of(file)), this::take);
        Path other = Files.createSymbolicLink(folder.resolve("other"), Path.of("2"));
        Files.move(other, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(looked()).isEqualTo(1);
    }

    @Test
    void whatChangedBetweenReadingAndWatchingIsTaken() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        FileWatch.Seen seen = FileWatch.see(List.of(file));
        Files.writeString(file, "two");
        watch.watch("keys", List.of(file), seen, this::take);
        assertThat(looked()).isEqualTo(1);
    }

    @Test
    void whatCannotBeUsedIsTriedAgainOnlyOnceItChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        watch.watch("keys", List.of(file), FileWatch.see(List.of(file)), this::take);
        broken = true;
        Files.writeString(file, "two");
        assertThat(looked()).isEqualTo(1);
        assertThat(looked()).isEqualTo(1);
        assertThat(metrics.scrape()).contains("tact_files_refused{what=\"keys\"} 1.0");
        Files.delete(file);
        assertThat(looked()).isEqualTo(2);
        broken = false;
        Files.writeString(file, "one");
        assertThat(looked()).isEqualTo(3);
        assertThat(metrics.scrape())
                .contains("tact_files_refused{what=\"keys\"} 0.0", "tact_files_taken_total{what=\"keys\"} 1.0");
    }

    @Test
    void oneThatCannotBeUsedIsNoReasonNotToTakeTheOthers() throws IOException {
        Path one = Files.writeString(folder.resolve("a"), "one");
        Path two = Files.writeString(folder.resolve("b"), "one");
        watch.watch("tls", List.of(one), FileWatch.see(List.of(one)), () -> {
            throw new IllegalStateException("it cannot be read");
        });
        watch.watch("keys", List.of(two), FileWatch.see(List.of(two)), this::take);
        Files.writeString(one, "two");
        Files.writeString(two, "two");
        assertThat(looked()).isEqualTo(1);
    }
}
