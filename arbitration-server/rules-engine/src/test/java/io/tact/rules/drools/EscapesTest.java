package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.rules.drools.source.DrlFile;
import io.tact.ruleset.Problem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways out of a rule, each tried: refused at its place, without effect, and the engine answers on. */
class EscapesTest {
    static final String SOUND = "rule \"sound\" when Profile() then verdicts.mustMention(\"yes\"); end";
    static final String PROPERTY = "tact.test.escaped";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it first
    static Path folder;

    private static ServerSocket listener;
    private static DrlRules sound;

    @BeforeAll
    static void begin() throws Exception {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        sound = Sample.compile(SOUND);
    }

    @AfterAll
    static void end() throws Exception {
        sound.close();
        listener.close();
    }

    static String marker() {
        return folder.resolve("escaped").toString().replace("\\", "/");
    }

    /** Loading it would show. */
    public static final class Trap {
        static {
            System.setProperty(PROPERTY, "the class was initialised");
        }
    }

    static int port() {
        return listener == null ? 0 : listener.getLocalPort();
    }

    @ParameterizedTest
    @MethodSource({
        "io.tact.rules.drools.ActionEscapes#all",
        "io.tact.rules.drools.ConditionEscapes#all",
        "io.tact.rules.drools.FileEscapes#all"
    })
    void isRefusedAtItsPlaceAndTheEngineAnswersOn(Escape escape) throws Exception {
        List<Problem> problems = new ArrayList<>();
        DrlRules.compile(Sample.VOCABULARY, Sample.files(escape.drl()), problems)
                .ifPresent(rules -> {
                    rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of(Sample.SMS));
                    rules.close();
                });

        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.row()).isPositive();
            assertThat(problem.column()).isPositive();
        });
        String place = escape.place().endsWith("column 0") ? "line" : escape.place();
        assertThat(problems.stream().map(Problem::toString))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("a.drl:" + place).contains(escape.reason()));
        assertNothingHappened();
        assertThat(Sample.ask(SOUND, Map.of())).hasSize(1);
        assertThat(sound.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of(Sample.SMS)))
                .hasSize(1);
    }

    private static Map<String, String> ruleset() {
        return new TreeMap<>(Map.of(
                "ruleset.yaml", "name: escapes\nzone: Europe/Paris\n",
                "attributes.csv", "name,scope,type\nplan,CONTEXT,STRING\n",
                "catalogue.csv", "campaign,offer,treatment,channel,purpose\nC,O,T,SMS,MARKETING\n",
                "a.drl", SOUND));
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void noProgramIsPartOfARuleset(String file) {
        Map<String, String> ruleset = ruleset();
        assertThat(new TablesAlone().apply(ruleset)).contains("MustMention");
        ruleset.put(file, "package tact.ruleset; public class X { static { System.exit(1); } }");

        assertThat(new TablesAlone().apply(ruleset)).contains(file + ": a ruleset holds no such file");
    }

    @Test
    void aRulesetHasAsManyRulesAsCanBeCompiled() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 405; i++) {
            many.append("rule \"r").append(i).append("\" when Profile() then end\n");
        }
        List<Problem> problems = new ArrayList<>();
        Vetting vetting = new Vetting(Sample.VOCABULARY, problems);
        vetting.look(DrlFile.of("a.drl", many.toString()));

        assertThat(vetting.fit()).hasSize(400);
        assertThat(problems.stream().map(Problem::toString))
                .containsExactly("a.drl:line 401, column 1: there are more than 400 rules"
                        + " (Maybe write them as rows of a table: those may be many)");
    }

    @Test
    void aParameterInASpreadsheetIsNotRun() throws Exception {
        Map<String, String> ruleset = ruleset();
        ruleset.put(
                "prices.drl.csv",
                "RuleSet,tact\nRuleTable prices\nCONDITION,ACTION\n$p : Profile,\nlines > $param,$1\nlines,do\n1,"
                        + "System.setProperty(\"" + PROPERTY + "\"; \"x\");\n");

        assertThat(new TablesAlone().apply(ruleset))
                .contains("prices.drl.csv!B7: ")
                .doesNotContain("MustMention");
        assertNothingHappened();
    }

    static Stream<String> bundled() {
        return Stream.of(
                "X.java",
                "src/main/java/tact/ruleset/X.java",
                "tact/ruleset/X.class",
                "lib/x.jar",
                "META-INF/kmodule.xml",
                "META-INF/kie.yaml",
                "kie.conf",
                "x.properties",
                "x.rdrl",
                "x.dsl",
                "x.gdrl",
                "x.dmn",
                "x.sh");
    }

    private static void assertNothingHappened() throws Exception {
        assertThat(folder).isEmptyDirectory();
        assertThat(System.getProperty(PROPERTY)).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("escaped"));
        listener.setSoTimeout(1);
        assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
}
