package io.tact.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The image cannot be built here; what is copied into it is there, and its entry point runs on it. */
class DockerfileTest {
    private static final Path ROOT = Shipped.FOLDER.resolve("..").normalize();
    private static final String HOME = "/opt/tact";

    @Test
    void theEntryPointRunsTheDistribution() throws Exception {
        Dockerfile dockerfile = new Dockerfile();
        Path home = Files.createDirectories(Shipped.FOLDER.resolve("target/image"));
        for (List<String> copy : dockerfile.copies()) {
            Path from = ROOT.resolve(copy.get(0));
            assertThat(from).exists();
            Path to = home.resolve(Path.of(HOME).relativize(Path.of(copy.get(1))));
            Files.deleteIfExists(to);
            Files.createSymbolicLink(to, from);
        }
        List<String> command = new ArrayList<>();
        dockerfile.entryPoint().forEach(part -> command.add(part.replace(HOME, home.toString())));
        assertThat(command.get(0)).isEqualTo("java");
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(dockerfile.command().get(0), dockerfile.command().get(1), home + "/nowhere.yaml"));

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("tact: the configuration " + home + "/nowhere.yaml cannot be read");
    }
}
