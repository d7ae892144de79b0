package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of the edge cases names tests that there are, and all that bear the number of a case. */
class EdgeCasesTest {
    private static final Path DOCUMENT = Repository.ROOT.resolve("arbitration-server/server/docs/edge-cases.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| (.*) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+\\.\\w+)`");
    private static final Pattern METHOD = Pattern.compile("(?m)^    (?:public )?void (\\w+)\\(");
    private static final Pattern NUMBERED = Pattern.compile("\\w+\\.case(\\d\\d)\\w+");

    @Test
    void tellsOfEveryCaseByNumber() throws IOException {
        assertThat(rows().keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 35).boxed().toList());
    }

    @Test
    void namesTestsThatThereAreOrSaysWhatIsNotBuilt() throws IOException {
        Set<String> tests = tests();
        for (Map.Entry<Integer, String> row : rows().entrySet()) {
            List<String> named = named(row.getValue());
            if (named.isEmpty()) {
                assertThat(row.getValue()).as("case %s", row.getKey()).isEqualTo("none");
                assertThat(line(row.getKey())).contains("Not built");
            }
            assertThat(tests).as("case %s", row.getKey()).containsAll(named);
        }
    }

    @Test
    void namesEveryTestThatBearsTheNumberOfACase() throws IOException {
        Map<Integer, String> rows = rows();
        List<String> forgotten = new ArrayList<>();
        int numbered = 0;
        for (String test : tests()) {
            var number = NUMBERED.matcher(test);
            if (number.matches()) {
                numbered++;
                String row = rows.getOrDefault(Integer.parseInt(number.group(1)), "");
                if (!named(row).contains(test)) {
                    forgotten.add(test);
                }
            }
        }
        assertThat(forgotten).isEmpty();
        assertThat(numbered).isGreaterThan(35);
    }

    /** What stands in the last column, by number. */
    private static Map<Integer, String> rows() throws IOException {
        Map<Integer, String> rows = new LinkedHashMap<>();
        ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(row -> rows.put(Integer.parseInt(row.group(1)), row.group(2)));
        return rows;
    }

    private static String line(int number) throws IOException {
        return Files.readString(DOCUMENT)
                .lines()
                .filter(line -> line.startsWith("| " + number + " |"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> named(String cell) {
        return NAMED.matcher(cell).results().map(name -> name.group(1)).toList();
    }

    /** Every test method of the repository, by its class. */
    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String part : List.of("arbitration-server", "rules", "src")) {
            try (Stream<Path> files = Files.walk(Repository.ROOT.resolve(part))) {
                files.filter(EdgeCasesTest::isTest).forEach(file -> tests.addAll(tests(file)));
            }
        }
        return tests;
    }

    private static List<String> tests(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        return METHOD.matcher(text(file))
                .results()
                .map(method -> name + "." + method.group(1))
                .toList();
    }

    private static boolean isTest(Path file) {
        return file.toString().contains("src/test/java/") && file.toString().matches(".*(Test|IT)\\.java");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
