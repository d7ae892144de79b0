package io.tact.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesetFolderTest {
    @Test
    void readsFilesOfAllFoldersButHiddenOnes(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("scenarios"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve("ruleset.yaml"), "name: x");
        Files.writeString(folder.resolve("scenarios/a.yaml"), "scenarios: []");
        Files.writeString(folder.resolve(".git/config"), "x");
        Files.writeString(folder.resolve(".caps.csv.swp"), "x");
        assertThat(RulesetFolder.read(folder).files()).containsOnlyKeys("ruleset.yaml", "scenarios/a.yaml");
    }

    @Test
    void saysWhichFolderIsMissingOrIsNone(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ruleset.yaml"), "name: x");
        assertThatThrownBy(() -> RulesetFolder.read(folder.resolve("nowhere")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("there is no such ruleset folder");
        assertThatThrownBy(() -> RulesetFolder.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": this is a file, and a ruleset is a folder. Maybe give the one it is in");
    }
}
