package io.tact.rules.spreadsheets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.RulesetCompiler.Compilation;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.acme.insurance.Driver;
import org.acme.insurance.Policy;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieSession;

/** The spreadsheets that come with Drools. */
class VendorSamplesTest {

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = VendorSamplesTest.class.getResourceAsStream("/" + name)) {
            return java.util.Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/CanDrink.drl.xls",
                "data/ExamplePolicyPricing.drl.xls",
                "data/Sample2.drl.xlsx",
                "data/ShopRules.drl.xls",
                "data/LhsOrder.drl.xls",
                "data/HeadingWhitespace.drl.xls",
                "data/DT_WithNegativeNumbers.drl.xls",
                "org/drools/decisiontable/sample.drl.xls"
            })
    void areReadAsDroolsReadsThemWhereTheirFactsMayBeImported(String name) throws IOException {
        List<Problem> problems = new ArrayList<>();
        byte[] content = sample(name);
        String read = DroolsSpreadsheet.read(name, content, imported -> true, problems)
                .orElseThrow(() -> new AssertionError(problems.toString()))
                .original();
        InputType type = name.endsWith(".csv") ? InputType.CSV : InputType.XLS;
        assertThat(read).isEqualTo(new SpreadsheetCompiler().compile(new ByteArrayInputStream(content), type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data/CanDrink.drl.xls | !B3: \"org.kie.kogito.quickstart.*\" cannot be imported",
                "data/CanDrinkAndDrive.drl.xls | [Sheet2]!A6: there are rules on this sheet, and only the first sheet is read",
                "data/ComplexWorkbook.drl.csv | !B10: \"red\" would be compiled as it stands",
                "org/drools/decisiontable/columnReplaceTest.drl.csv | !D5: Auto-Focus is not allowed in rules of Tact",
                "data/CanDrinkNoParam.drl.xls | !A9: nothing says what becomes of this column's cells",
                "data/NoConstraintsEmptyCells.drl.xls | !C10: this row does nothing: it has no action",
                "data/NewLineInConstraint.drl.xls | !C11: \"Key1\" would be compiled as it stands",
                "data/TeamAllocationExample_TYPICAL_EXAMPLE.drl.xls | !D10: \"org.yourco.model.*\" cannot be imported",
                "data/XlsFormula.drl.xls | !C14: row 13 is blank, and the table ends there",
                "org/drools/decisiontable/Attributes.drl.xls | !H3: TIMER is not allowed in rules of Tact",
                "data/BasicWorkbook.drl.xls | !B11: \"red\" would be compiled as it stands",
                "data/IntegrationExampleTest.drl.xls | !C21: row 20 is blank, and the table ends there",
                "org/drools/decisiontable/testrule.drl.xlsx | !C4: Declare is not allowed",
                "org/drools/decisiontable/unicode.drl.csv | !A3: Variables is not allowed",
                "data/TestCsv.drl.csv | : no cell of the first sheet begins a table of rules"
            })
    void areRefusedWithTheRightReason(String name, String reason) throws IOException {
        List<Problem> problems = new ArrayList<>();
        assertThat(DroolsSpreadsheet.read(name, sample(name), problems)).isEmpty();
        assertThat(problems.stream().map(Problem::toString).toList()).anyMatch(told -> told.startsWith(name + reason));
    }

    @Test
    void pricesTheKnownCaseWhereItsFactsAreSupplied() throws IOException {
        String drl = DroolsSpreadsheet.read(
                        "ExamplePolicyPricing.drl.xls", sample("data/ExamplePolicyPricing.drl.xls"), new ArrayList<>())
                .orElseThrow()
                .original();
        KieServices services = KieServices.get();
        ReleaseId id = services.newReleaseId("tact.test", "pricing", "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write("src/main/resources/pricing.drl", drl);
        assertThat(services.newKieBuilder(files)
                        .buildAll(ExecutableModelProject.class)
                        .getResults()
                        .getMessages(Message.Level.ERROR))
                .isEmpty();
        KieSession session = services.newKieContainer(id).getKieBase().newKieSession();
        try {
            Policy policy = new Policy();
            session.insert(new Driver());
            session.insert(policy);
            session.fireAllRules();
            assertThat(policy.getBasePrice()).isEqualTo(120);
        } finally {
            session.dispose();
            services.getRepository().removeKieModule(id);
        }
    }

    @Test
    void withoutTheirFactsTheirRulesAreRefusedInTheirCells() throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("ruleset.yaml", "name: small\nzone: UTC\n".getBytes(StandardCharsets.UTF_8));
        files.put("attributes.csv", "name,scope,type\nscore,PROFILE,NUMBER\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                "catalogue.csv",
                "campaign,offer,treatment,channel,prior\nA,O,T,SMS,0.1\n".getBytes(StandardCharsets.UTF_8));
        files.put("pricing.drl.xls", sample("data/ExamplePolicyPricing.drl.xls"));
        Compilation compilation = new DefaultRulesetCompiler().compile(new RulesetSource("folder", files));
        assertThat(compilation.ruleset()).isEmpty();
        assertThat(compilation.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.toString())
                .matches("pricing\\.drl\\.xls![C-J][0-9]+: .*"));
    }
}
