package io.tact.rules.drools.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.rules.drools.allowed.Preamble;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compiler's JVM alone. */
class BuildProcessTest {
    private static final Map<String, String> SOUND =
            Map.of("a.drl", Preamble.TEXT + "rule \"r\" when Profile() then verdicts.mustMention(\"x\"); end");

    private static BuildProcess process(Duration deadline, String... more) {
        List<String> command = new ArrayList<>(BuildProcess.command(BuildProcess.HEAP_MB));
        command.addAll(1, List.of(more));
        return new BuildProcess(command, deadline);
    }

    @Test
    void buildsWithoutLoadingWhatItBuilt() {
        BuildOutcome outcome = BuildProcess.shared().build(SOUND);
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.classes().keySet()).isNotEmpty().allMatch(name -> name.startsWith("tact.ruleset."));
    }

    @Test
    void saysWhatTheCompilerSays() {
        BuildOutcome outcome = BuildProcess.shared()
                .build(Map.of("a.drl", Preamble.TEXT + "rule \"r\" when Profile() then nothing(); end"));
        assertThat(outcome.classes()).isEmpty();
        assertThat(outcome.errors()).anyMatch(error -> error.contains("nothing()"));
    }

    @Test
    void isEndedAtTheDeadlineAndReplaced() {
        BuildProcess late = process(Duration.ofMillis(1));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> late.build(SOUND))
                    .isInstanceOf(BuildFailedException.class)
                    .hasMessage("compiling the rules took longer than 0 seconds and was stopped");
        }
    }

    @Test
    void endsWhenItNeedsTooMuchMemory() {
        BuildProcess small = new BuildProcess(
                BuildProcess.command(8).stream()
                        .filter(o -> !o.startsWith("-Xms"))
                        .toList(),
                Duration.ofSeconds(60));
        assertThatThrownBy(() -> small.build(SOUND))
                .isInstanceOf(BuildFailedException.class)
                .hasMessage("compiling the rules took more than the 256 MB it may have");
    }

    @Test
    void anAnswerThatIsNoneIsAFailure() {
        for (String script : new String[] {"echo \"no class at all\"; exec cat", "exit 7"}) {
            BuildProcess process = new BuildProcess(List.of("/bin/sh", "-c", script), BuildProcess.DEADLINE);

            assertThatThrownBy(() -> process.build(Map.of("a.drl", "")))
                    .isInstanceOfSatisfying(BuildFailedException.class, failed -> assertThat(failed.what())
                            .startsWith("the JVM that compiles rules ended with "));
        }
    }

    @Test
    void failsWhereNoProcessCanBeStarted() {
        BuildProcess none = new BuildProcess(List.of("/no/such/java"), Duration.ofSeconds(5));
        assertThatThrownBy(() -> none.build(SOUND))
                .isInstanceOf(BuildFailedException.class)
                .hasMessageStartingWith("the JVM that compiles rules cannot be started: ");
        BuildProcess wrong = process(Duration.ofSeconds(20), "-XX:NoSuchOption");
        assertThatThrownBy(() -> wrong.build(SOUND))
                .isInstanceOf(BuildFailedException.class)
                .hasMessage("the JVM that compiles rules ended with 1");
    }

    @Test
    void seesOnlyWhatBuildingNeeds() {
        String classPath = ChildClassPath.of(System.getProperty("java.class.path"));
        assertThat(classPath).contains("drools-model-codegen").contains("ecj-");
        assertThat(classPath.split(File.pathSeparator))
                .noneMatch(entry -> entry.matches(".*(junit|jackson|logback).*"));
        BuildOutcome outcome = BuildProcess.shared()
                .build(Map.of(
                        "a.drl",
                        "package tact.ruleset; import com.fasterxml.jackson.databind.ObjectMapper; "
                                + "rule \"r\" when ObjectMapper() then end"));
        assertThat(outcome.errors()).isNotEmpty();
    }
}
