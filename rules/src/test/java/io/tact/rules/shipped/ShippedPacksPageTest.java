package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.geography.JollydayHolidays;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.Scope;
import io.tact.rules.packs.Packs;
import io.tact.rules.packs.PacksPage;
import io.tact.rules.packs.ShownPack;
import io.tact.rules.packs.ShownRow;
import io.tact.ruleset.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page of the shipped packs, and the list of them in their README. */
class ShippedPacksPageTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^([\\w./+-]+),");
    private static final Pattern CODE = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

    private static List<ShownPack> packs = List.of();
    private static Document page;
    private static Map<String, Element> byId = new HashMap<>();

    @BeforeAll
    static void makePage() throws Exception {
        List<Problem> problems = new ArrayList<>();
        packs = Packs.read(List.of(Shipped.PACKS), new JollydayHolidays(), problems);
        assertThat(problems).isEmpty();
        page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        PacksPage.of(packs, List.of("Tact")).getBytes(StandardCharsets.UTF_8)));
        for (Element element : elements("*")) {
            if (element.hasAttribute("id")) {
                assertThat(byId.put(element.getAttribute("id"), element))
                        .as(element.getAttribute("id"))
                        .isNull();
            }
        }
    }

    private static List<Element> elements(String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void everyPackAndEveryRowOfEveryTableIsOnIt() throws IOException {
        int rows = 0;
        for (Path folder : Shipped.packs()) {
            String anchor = Shipped.PACKS
                    .relativize(folder)
                    .toString()
                    .replace('/', '.')
                    .replace('\\', '.');
            assertThat(byId).containsKey(anchor);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path table :
                        files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                    String name = table.getFileName().toString().replace(".csv", "");
                    for (String id : ids(table)) {
                        assertThat(byId).containsKey(anchor + "." + name + "." + id);
                        rows++;
                    }
                }
            }
        }
        assertThat(rows)
                .isPositive()
                .isEqualTo(packs.stream().mapToInt(p -> p.rows().size()).sum());
    }

    private static List<String> ids(Path table) throws IOException {
        List<String> first = FIRST_CELL
                .matcher(Files.readString(table))
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(first).startsWith("id");
        return first.subList(1, first.size());
    }

    @Test
    void everyRowThatWasNotVerifiedIsMarkedAndNoneIsCalledLaw() {
        int marked = 0;
        for (ShownPack pack : packs) {
            for (ShownRow row : pack.rows()) {
                String anchor = pack.reference().replace('/', '.') + "."
                        + row.info().name().replace('#', '.');
                Element element = Objects.requireNonNull(byId.get(anchor), anchor);
                String force = element.getElementsByTagName("td").item(1).getTextContent();
                assertThat(force.equals("not verified"))
                        .as(anchor)
                        .isEqualTo(!row.info().verified());
                assertThat(element.getAttribute("class").contains("doubtful"))
                        .as(anchor)
                        .isEqualTo(!row.info().verified());
                if (!row.info().verified()) {
                    assertThat(row.words()).as(anchor).doesNotContain(" law");
                    marked++;
                }
            }
        }
        assertThat(marked).isPositive();
    }

    @Test
    void everyLinkLeadsToAPlaceOnItOrToTheWeb() {
        List<Element> links = elements("a");
        assertThat(links).isNotEmpty();
        for (Element link : links) {
            String to = link.getAttribute("href");
            if (to.startsWith("#")) {
                assertThat(byId).containsKey(to.substring(1));
            } else {
                assertThat(to).matches("https?://.+");
            }
        }
    }

    @Test
    void whatIsNotEncodedIsOnItWithTheReason() {
        List<String> reasons =
                elements("dd").stream().map(Element::getTextContent).toList();
        packs.forEach(pack ->
                pack.pack().notEncoded().forEach(omission -> assertThat(reasons).contains(omission.why())));
    }

    @Test
    void saysFirstThatItIsNoLegalAdvice() {
        Element header = elements("header").get(0);
        assertThat(header.getElementsByTagName("p").item(0).getTextContent()).startsWith("This is not legal advice.");
    }

    @Test
    void theReadmeListsEveryPackWithItsStatusAndDayOfReview() throws IOException {
        List<String> expected = packs.stream()
                .map(shown -> "| `" + shown.reference() + "` | " + shown.pack().title() + " | "
                        + shown.pack().status() + " | " + shown.pack().reviewed() + " |")
                .toList();
        List<String> listed =
                readme().lines().filter(line -> line.startsWith("| `legal/")).toList();
        assertThat(listed)
                .as("the list of packs in rules/packs/README.md; it should be\n" + String.join("\n", expected))
                .isEqualTo(expected);
    }

    @Test
    void theReadmeNamesEveryListAndEveryCategoryThatRowsAskFor() throws IOException {
        Set<String> lists = new TreeSet<>();
        Set<String> categories = new TreeSet<>(Set.of("OPT_OUT_CONFIRMATION"));
        for (ShownPack pack : packs) {
            pack.rules().forEach(rule -> {
                categories.addAll(scope(rule).categories());
                if (rule instanceof ConsentRule consent && consent.list() != null) {
                    lists.add(consent.list().name());
                }
            });
        }
        assertThat(named("Lists")).isEqualTo(lists);
        assertThat(named("Categories")).isEqualTo(categories);
    }

    private static Scope scope(PolicyRule rule) {
        if (rule instanceof CapRule cap) {
            return cap.scope();
        }
        if (rule instanceof HoursRule hours) {
            return hours.scope();
        }
        if (rule instanceof CooloffRule cooloff) {
            return cooloff.scope();
        }
        if (rule instanceof ConsentRule consent) {
            return consent.scope();
        }
        return rule instanceof ExemptionRule exemption ? exemption.scope() : Scope.ANY;
    }

    /** The names in code in one item of the README's list. */
    private static Set<String> named(String item) throws IOException {
        String readme = readme();
        int from = readme.indexOf("* **" + item + "**");
        assertThat(from).as(item).isNotNegative();
        Matcher code = CODE.matcher(readme.substring(from, readme.indexOf("\n* **", from + 1)));
        Set<String> names = new TreeSet<>();
        while (code.find()) {
            names.add(code.group(1));
        }
        return names;
    }

    private static String readme() throws IOException {
        return Files.readString(Shipped.PACKS.resolve("README.md"));
    }
}
