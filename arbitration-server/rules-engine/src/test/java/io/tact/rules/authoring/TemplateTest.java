package io.tact.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Locator;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.RulesetCheck;
import io.tact.rules.tables.ColumnChoices;
import io.tact.rules.tables.SampleHolidays;
import io.tact.rules.tables.TableSchema;
import io.tact.ruleset.RulesetSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** The template's sheets, comments, lists and examples, as another library reads them. */
class TemplateTest {
    /** Tables in which nothing is made of binding and verified: they are no policy. */
    private static final Set<String> SAID = Set.of("attributes", "catalogue", "eligibility", "scoring");

    /** Columns without which others of the table are not read. */
    private static final Map<String, String> NEEDED =
            Map.of("attributes", "name", "catalogue", "campaign,offer,treatment,channel", "exclusions", "id,kind");

    private static final byte[] TEMPLATE = Template.workbook(true);

    private final XSSFWorkbook workbook;

    TemplateTest() throws IOException {
        workbook = new XSSFWorkbook(new ByteArrayInputStream(TEMPLATE));
    }

    @Test
    void hasEveryTableWithEveryColumnAndACommentOnEach() {
        for (TableSchema schema : TableSchema.OF_RULESET) {
            XSSFSheet sheet = workbook.getSheet(schema.name());
            List<String> titles = new ArrayList<>();
            for (Cell cell : sheet.getRow(0)) {
                titles.add(cell.getStringCellValue());
                assertThat(cell.getCellComment())
                        .as("%s.%s", schema.name(), cell)
                        .isNotNull();
                assertThat(cell.getCellComment().getString().getString()).isNotBlank();
            }
            assertThat(titles).as(schema.name()).containsAll(schema.columns());
            assertThat(sheet.getLastRowNum()).as("examples of " + schema.name()).isPositive();
        }
    }

    @Test
    void hasAListForEachColumnOfFewChoices() {
        XSSFSheet caps = workbook.getSheet("caps");
        int window = TableSchema.OF_RULESET.stream()
                .filter(schema -> schema.name().equals("caps"))
                .findFirst()
                .orElseThrow()
                .columns()
                .indexOf("window");
        XSSFDataValidation list = caps.getDataValidations().stream()
                .filter(v -> v.getRegions().getCellRangeAddress(0).getFirstColumn() == window)
                .findFirst()
                .orElseThrow();
        assertThat(list.getValidationConstraint().getExplicitListValues())
                .containsExactly("ROLLING", "CALENDAR", "GAP");
        assertThat(list.getRegions().getCellRangeAddress(0).getFirstRow()).isOne();
        assertThat(list.getShowErrorBox()).isTrue();
    }

    /** Each choice of each column is read as one, and what is none is not: by the very reader of the table. */
    @Test
    void everyChoiceIsOneThatTheTableTakes() {
        List<String> refused = new ArrayList<>();
        for (TableSchema schema : TableSchema.OF_RULESET) {
            if (schema.name().equals("scenarios")) {
                continue;
            }
            for (String column : schema.columns()) {
                for (String choice : ColumnChoices.of(schema, column)) {
                    problemsOf(schema, column, choice).stream()
                            .filter(p -> p.contains("must be one of") || p.contains("must be ALL or of"))
                            .forEach(refused::add);
                }
                boolean forPeople = SAID.contains(schema.name())
                        && Set.of("binding", "verified").contains(column);
                if (!ColumnChoices.of(schema, column).isEmpty() && !forPeople) {
                    assertThat(problemsOf(schema, column, "NO SUCH CHOICE"))
                            .as("%s.%s", schema.name(), column)
                            .isNotEmpty();
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    private static List<String> problemsOf(TableSchema schema, String column, String choice) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("ruleset.yaml", Template.settings());
        String titles = NEEDED.getOrDefault(schema.name(), "id");
        String cells = titles.replace("kind", "ONE_PER").replace("channel", "SMS");
        boolean given = List.of(titles.split(",")).contains(column);
        String csv = given
                ? titles + "\n" + cells.replace("ONE_PER", choice) + "\n"
                : titles + "," + column + "\n" + cells + ",\"" + choice + "\"\n";
        files.put(schema.file(), csv.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        CheckReport report = new RulesetCheck().check(new RulesetSource("one", files));
        return report.problems().stream()
                .filter(p -> p.what().toLowerCase(Locale.ROOT).startsWith(column + " "))
                .map(Object::toString)
                .toList();
    }

    @Test
    void itsExamplesAreARulesetThatPasses() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("ruleset.yaml", Template.settings());
        files.put("policy.xlsx", TEMPLATE);
        CheckReport report = new RulesetCheck(new DefaultRulesetCompiler(new SampleHolidays()), Locator.WITHOUT_MAPS)
                .check(new RulesetSource("template", files));
        assertThat(report.problems()).isEmpty();
        assertThat(report.lines()).last().isEqualTo("2 passed, 0 failed");
    }

    @Test
    void anEmptyOneHasTitlesOnly() throws IOException {
        XSSFWorkbook empty = new XSSFWorkbook(new ByteArrayInputStream(Template.workbook(false)));
        for (TableSchema schema : TableSchema.OF_RULESET) {
            assertThat(empty.getSheet(schema.name()).getLastRowNum())
                    .as(schema.name())
                    .isZero();
        }
        assertThat(Arrays.asList(empty.getSheetName(0))).containsExactly("# read me");
    }
}
