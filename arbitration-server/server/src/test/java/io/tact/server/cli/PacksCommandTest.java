package io.tact.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tact packs}: a list for the terminal, and a page. */
class PacksCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path folder;
    private final Path html;

    PacksCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.html = folder.resolve("packs.html");
    }

    @BeforeEach
    void writePack() throws IOException {
        write(
                "packs/legal/fr/pack.yaml",
                "name: fr\ntitle: Frankreich\njurisdiction: FR\nstatus: TEMPLATE\nreviewed: 2026-11-22\n");
        write(
                "packs/legal/fr/hours.csv",
                """
                id,channel,purpose,days,open,close,zone_basis,calendar,binding,citation,verified
                calls,CALL_CENTRE,MARKETING,MON-FRI,10:00,20:00,SUBSCRIBER,FR,LAW,Art. 1,no
                """);
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void listsPacksAndWritesThePage() {
        assertThat(run("packs", "--out", html.toString(), path("packs"))).isEqualTo(Main.OK);
        assertThat(out.toString())
                .containsPattern("legal/fr +TEMPLATE +2026-11-22 +1 +1 +Frankreich")
                .contains("1 pack, 1 row. This is not legal advice.", "is in " + html);
        assertThat(html)
                .content()
                .contains(
                        "Live calls for marketing: Monday to Friday 10:00–20:00", "closed on holidays (FR)", "Jollyday")
                .contains("tz database ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void listsOnlyWithoutAFile() {
        assertThat(run("packs", path("packs/legal/fr"))).isEqualTo(Main.OK);
        assertThat(out.toString()).contains("legal/fr").doesNotContain("is in ");
        assertThat(html).doesNotExist();
    }

    @Test
    void listsThePacksBesideTheLauncherUnlessToldOtherwise() throws IOException {
        String before = System.getProperty("tact.home");
        System.setProperty("tact.home", folder.toString());
        try {
            assertThat(run("packs")).isEqualTo(Main.FAILED);
            assertThat(err.toString().lines()).singleElement().asString().contains("rules/packs is not there");
            write(
                    "rules/packs/legal/be/pack.yaml",
                    Files.readString(folder.resolve("packs/legal/fr/pack.yaml")).replace("name: fr", "name: be"));
            write("rules/packs/legal/be/hours.csv", Files.readString(folder.resolve("packs/legal/fr/hours.csv")));
            assertThat(run("packs")).isEqualTo(Main.OK);
        } finally {
            if (before == null) {
                System.clearProperty("tact.home");
            } else {
                System.setProperty("tact.home", before);
            }
        }
        assertThat(out.toString()).contains("legal/be");
    }

    @Test
    void writesNothingOfPacksWithErrorsAndTellsThem() throws IOException {
        write(
                "packs/legal/fr/caps.csv",
                "id,window,length,max,binding,citation,verified\nc,ROLLING,soon,1,LAW,A,yes\n");
        assertThat(run("packs", "--out", html.toString(), path("packs"))).isEqualTo(Main.FAILED);
        assertThat(err.toString())
                .contains("caps.csv!C2: ")
                .contains("tact: the packs have errors, and " + html + " was not written");
        assertThat(html).doesNotExist();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysInOneLineWhatIsNotThereOrCannotBeWritten() {
        assertThat(run("packs", path("nowhere"))).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).singleElement().asString().contains("nowhere: there is no such folder");
        err.getBuffer().setLength(0);
        assertThat(run("packs", "--out", path("no/such/folder.html"), path("packs")))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).singleElement().asString().contains("folder.html cannot be written");
    }

    @Test
    void aMisspeltOptionIsMisuse() {
        assertThat(run("packs", "--output", "x")).isEqualTo(Main.USAGE);
    }
}
