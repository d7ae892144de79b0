package io.tact.rules.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Locator;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.RulesetCheck;
import io.tact.rules.tables.SampleHolidays;
import io.tact.ruleset.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Broken rulesets, each with what an author is told of it, word for word and by cell or line: the folder {@code broken} of the
 * test resources, in the format that its README describes.
 */
class BrokenRulesetsTest {
    private static final Path CORPUS = Path.of("src/test/resources/broken");

    private static List<Path> cases() {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereAreMany() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
    }

    @TestFactory
    Stream<DynamicTest> saysWhereWhatAndWhatToDo() {
        return cases().stream()
                .map(file -> DynamicTest.dynamicTest(CORPUS.relativize(file).toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        BrokenRuleset broken = BrokenRuleset.read(Files.readString(file));
        CheckReport report = new RulesetCheck(new DefaultRulesetCompiler(new SampleHolidays()), Locator.WITHOUT_MAPS)
                .check(broken.source());
        report.ruleset().ifPresent(ruleset -> ruleset.evaluator().close());
        assertThat(report.problems().stream().map(Problem::toString)).containsExactlyElementsOf(broken.expected());
        assertThat(broken.expected()).isNotEmpty();
        assertThat(report.ruleset().isPresent())
                .as("whether it may serve")
                .isEqualTo(report.problems().stream().noneMatch(Problem::isError) || broken.isOfScenarios());
    }
}
