package io.tact.rules.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.tables.SampleHolidays;
import io.tact.ruleset.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A shelf of packs under test, and pages that are read as XML, which they are too. */
final class PackFolder {
    private final Path shelf;

    PackFolder(Path folder) {
        this.shelf = folder.resolve("packs");
    }

    PackFolder write(String file, String text) throws IOException {
        Path path = shelf.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    /** A pack of Utopia, where rows bind unless they say otherwise. */
    PackFolder pack(String reference, String status, String more) throws IOException {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return write(
                reference + "/pack.yaml",
                "name: " + name + "\ntitle: Utopia\njurisdiction: FR\nstatus: " + status + "\nreviewed: 2026-11-22\n"
                        + more);
    }

    Path path(String file) {
        return shelf.resolve(file);
    }

    List<ShownPack> read() throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<ShownPack> packs = Packs.read(List.of(shelf), new SampleHolidays(), problems);
        assertThat(problems).isEmpty();
        return packs;
    }

    /** The words of each row of all packs, by its name; of several versions the first. */
    Map<String, String> words() throws IOException {
        return read().stream()
                .flatMap(pack -> pack.rows().stream())
                .collect(Collectors.toMap(row -> row.info().name(), ShownRow::words, (first, next) -> first));
    }

    static Document parse(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
