package io.tact.rules.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.rules.tables.SampleHolidays;
import io.tact.ruleset.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PacksPageTest {
    private static final String EVIL = "<script>alert(\"1\")</script>&amp;'<b x=\"";
    private static final String CELL = "\"" + EVIL.replace("\"", "\"\"") + "\"";
    private static final List<String> VERSIONS = List.of("Tact 1", EVIL);

    private final PackFolder shelf;

    PacksPageTest(@TempDir Path folder) {
        this.shelf = new PackFolder(folder);
    }

    private String page() throws IOException {
        return PacksPage.of(shelf.read(), VERSIONS);
    }

    private static Element byId(Document page, String id) {
        return PackFolder.elements(page, "*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id));
    }

    private static String cell(Element row, int index) {
        return row.getElementsByTagName("td").item(index).getTextContent();
    }

    @Test
    void textsOfAuthorsAreNeverMarkup() throws Exception {
        String quoted = "'" + EVIL.replace("'", "''") + "'";
        shelf.pack(
                        "legal/fr",
                        "TEMPLATE",
                        "description: " + quoted + "\nnotEncoded:\n  - {id: X, why: " + quoted + "}\n")
                .write(
                        "legal/fr/caps.csv",
                        "id,sender,window,length,max,binding,citation,verified,source,note\nx," + CELL
                                + ",ROLLING,P1D,1,LAW," + CELL + ",yes," + CELL + "," + CELL + "\n")
                .write(
                        "legal/fr/holidays.csv",
                        "id,calendar,date,name,binding,citation,verified\nd,FR,2027-01-02," + CELL
                                + ",LAW,Art. 1,yes\n");
        String page = page();
        assertThat(page).doesNotContain("<script>alert", "<b x");
        Document read = PackFolder.parse(page);
        assertThat(PackFolder.elements(read, "script")).hasSize(1);
        assertThat(PackFolder.elements(read, "b"))
                .extracting(Element::getTextContent)
                .containsOnly("Caps");
        Element row = byId(read, "legal.fr.caps.x");
        assertThat(cell(row, 0)).contains("from " + EVIL);
        assertThat(cell(row, 3)).isEqualTo(EVIL + EVIL);
        assertThat(cell(row, 4)).isEqualTo(EVIL);
        assertThat(cell(byId(read, "legal.fr.holidays.d"), 0)).contains("(" + EVIL + ")");
        assertThat(byId(read, "legal.fr").getTextContent()).contains(EVIL);
    }

    @Test
    void onlyAddressesOfTheWebAreLinks() throws Exception {
        shelf.pack("legal/fr", "LAW", "")
                .write(
                        "legal/fr/caps.csv",
                        """
                        id,window,length,max,binding,citation,verified,source
                        a,ROLLING,P1D,1,LAW,Art. 1,yes,https://www.law.example/a?b=1&c=2 ; http://news.example/d (read).
                        b,ROLLING,P1D,1,LAW,Art. 1,yes,javascript:alert(1)
                        c,ROLLING,P1D,1,LAW,Art. 1,yes,file:///etc/passwd and https://["x
                        """);
        Document page = PackFolder.parse(page());
        List<String> outside = PackFolder.elements(page, "a").stream()
                .map(a -> a.getAttribute("href"))
                .filter(href -> !href.startsWith("#"))
                .toList();
        assertThat(outside).containsExactly("https://www.law.example/a?b=1&c=2", "http://news.example/d");
        assertThat(cell(byId(page, "legal.fr.caps.a"), 3)).isEqualTo("Art. 1law.example ; news.example (read).");
        assertThat(cell(byId(page, "legal.fr.caps.b"), 3)).contains("javascript:alert(1)");
        assertThat(cell(byId(page, "legal.fr.caps.c"), 3)).contains("https://[\"x");
    }

    @Test
    void aRowThatWasNotVerifiedIsMarkedAndNeverCalledLaw() throws Exception {
        shelf.pack("legal/fr-template", "TEMPLATE", "")
                .write(
                        "legal/fr-template/consent.csv",
                        """
                        id,channel,model,binding,citation,verified
                        sure,EMAIL,OPT_IN,LAW,Art. 1,yes
                        doubted,SMS,PROHIBITED,LAW,Art. 1,no
                        code,PUSH,OPT_OUT,CODE,Art. 1,yes
                        """);
        Document page = PackFolder.parse(page());
        Element doubted = byId(page, "legal.fr-template.consent.doubted");
        assertThat(doubted.getAttribute("class")).contains("doubtful");
        assertThat(cell(doubted, 1)).isEqualTo("not verified");
        assertThat(doubted.getTextContent()).doesNotContainIgnoringCase("law");
        assertThat(cell(byId(page, "legal.fr-template.consent.sure"), 1)).isEqualTo("Law verified");
        assertThat(byId(page, "_overview").getTextContent())
                .contains("prohibited not verified", "opt-in", "opt-out [Code]")
                .doesNotContain("opt-in not verified");
    }

    @Test
    void theOverviewIsOfTheDayOfReviewAndSaysWhatComes() throws Exception {
        shelf.pack("legal/fr", "LAW", "")
                .write(
                        "legal/fr/caps.csv",
                        """
                        id,channel,window,length,max,effective_from,effective_to,binding,citation,verified
                        c,SMS,ROLLING,P30D,3,,2026-11-21,LAW,Art. 1,yes
                        c,SMS,ROLLING,P30D,4,2026-11-22,2026-12-31,LAW,Art. 1,yes
                        c,SMS,ROLLING,P30D,5,2027-01-01,,LAW,Art. 1,yes
                        """);
        Document page = PackFolder.parse(page());
        assertThat(byId(page, "_overview").getTextContent())
                .contains("at most 4 in 30 days, until 2026-12-31; at most 5 in 30 days, from 2027-01-01")
                .doesNotContain("at most 3");
        assertThat(cell(byId(page, "legal.fr.caps.c"), 2)).isEqualTo("to 2026-11-21");
        assertThat(cell(byId(page, "legal.fr.caps.c.3"), 2)).isEqualTo("from 2027-01-01");
    }

    @Test
    void theOverviewSaysWhereThereAreExceptionsAndPartsOfTheCountry() throws Exception {
        shelf.pack("legal/fr", "LAW", "")
                .write(
                        "legal/fr/consent.csv",
                        """
                        id,channel,jurisdiction,model,list,binding,citation,verified
                        a,SMS,,OPT_OUT,DNC,LAW,Art. 1,yes
                        b,SMS,FR-67,OPT_IN,,LAW,Art. 1,yes
                        """)
                .write(
                        "legal/fr/exemptions.csv",
                        "id,relation,lifts,binding,citation,verified\ne,EXPRESS_REQUEST,LISTS,LAW,Art. 1,yes\n");
        Document page = PackFolder.parse(page());
        assertThat(byId(page, "_overview").getTextContent())
                .contains("opt-out, list DNC, with exceptions; opt-in in FR-67");
        assertThat(cell(byId(page, "legal.fr.consent.b"), 2)).startsWith("FR-67: ");
    }

    @Test
    void isTheSameWhenMadeAgainAndAsksNothingOfTheNetwork() throws Exception {
        shelf.pack("legal/fr", "LAW", "")
                .write("legal/fr/consent.csv", "id,model,binding,citation,verified\nyes,OPT_IN,LAW,Art. 1,yes\n");
        String page = page();
        assertThat(page()).isEqualTo(page).startsWith("<!DOCTYPE html>").contains(PacksPage.NO_ADVICE);
        Document read = PackFolder.parse(page);
        for (String loading : List.of("link", "img", "iframe", "object")) {
            assertThat(PackFolder.elements(read, loading)).isEmpty();
        }
        assertThat(PackFolder.elements(read, "*")).noneMatch(element -> element.hasAttribute("src"));
        assertThat(PackFolder.elements(read, "style").get(0).getTextContent()).doesNotContain("url(", "@import");
    }

    @Test
    void whatIsWrongWithAPackIsToldByFolderAndCell() throws IOException {
        shelf.pack("legal/fr", "LAW", "")
                .write(
                        "legal/fr/caps.csv",
                        "id,window,length,max,binding,citation,verified\nc,ROLLING,soon,1,LAW,Art. 1,yes\n");
        List<Problem> problems = new ArrayList<>();
        Packs.read(List.of(shelf.path("legal")), new SampleHolidays(), problems);
        assertThat(problems).singleElement().asString().startsWith(shelf.path("legal/fr/caps.csv") + "!C2: ");
    }

    @Test
    void whereNoPackIsOrTwoAreCalledTheSameIsSaidInOneLine() throws IOException {
        shelf.pack("legal/fr", "LAW", "").write("old/packs/legal/fr/pack.yaml", "name: fr\n");
        assertThatThrownBy(() -> shelf.read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has the same name as");
        assertThatThrownBy(() -> Packs.read(List.of(shelf.path("nowhere")), new SampleHolidays(), new ArrayList<>()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no such folder");
        shelf.write("empty/ruleset.yaml", "name: x\n");
        assertThatThrownBy(() -> Packs.read(List.of(shelf.path("empty")), new SampleHolidays(), new ArrayList<>()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no pack.yaml");
    }
}
