package io.tact.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.tact.history.LedgerKey;
import io.tact.history.RecordCodec;
import io.tact.history.Redirect;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import io.tact.server.GreetingRuleset;
import io.tact.store.RocksDbContactStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final Path folder;

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void printsItsHelpWithoutArguments() {
        assertThat(run()).isEqualTo(Main.OK);
        assertThat(out.toString()).startsWith("Usage: tact").contains("demo", "serve", "Exit codes");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyCommandHasHelpWithADescriptionOfEveryOption() {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            assertThat(run(command.getCommandName(), "--help"))
                    .as(command.getCommandName())
                    .isEqualTo(Main.OK);
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            command.getCommandSpec().args().forEach(arg -> assertThat(arg.description())
                    .as(command.getCommandName() + " " + arg)
                    .isNotEmpty());
        }
    }

    @Test
    void printsItsVersion() {
        assertThat(run("--version")).isEqualTo(Main.OK);
        assertThat(out.toString()).startsWith("tact ").contains("Java " + Runtime.version());
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run("serv")).isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("'serv'", "tact serve");
    }

    @Test
    void namesTheOptionThatIsMissing() {
        assertThat(run("serve", "--port", "8080")).isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("--ruleset=DIR", "--data=DIR", "./tact serve --help");
    }

    @Test
    void servesAConfigurationOrFoldersButNotBoth() {
        assertThat(run("serve", "--config", "node.yaml", "--data", folder.toString(), "--ruleset", "x"))
                .isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("--config=FILE", "mutually exclusive");
    }

    @Test
    void tellsEverythingThatIsWrongWithAConfiguration() throws Exception {
        Path file =
                Files.writeString(folder.resolve("node.yaml"), "store: {embedded: {folder: 7}}\nhttp: {port: -1}\n");

        assertThat(run("serve", "--config", file.toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines())
                .containsExactly(
                        "tact: the configuration " + file + " has 3 errors",
                        "  ruleset must be said. Maybe ruleset: rules/rulesets/telco",
                        "  http.port (-1) must be 0 to 65535. Maybe 8080",
                        "  store.embedded.folder (7) must be a text. Maybe \"7\"");
    }

    @Test
    void saysInOneLineThatAConfigurationIsNotThere() {
        Path nowhere = folder.resolve("nowhere.yaml");

        assertThat(run("serve", "--config", nowhere.toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).singleElement().asString().contains(nowhere.toString(), "no such file");
    }

    @Test
    void theCommandLineGoesBeforeTheConfiguration() throws Exception {
        Path file = Files.writeString(
                folder.resolve("node.yaml"),
                "ruleset: nowhere\nstore: {embedded: {folder: data}}\nhttp: {host: \"::1\"}\n");

        run("serve", "--config", file.toString(), "--host", "0.0.0.0", "--port", "9090");
        assertThat(err.toString()).contains("http.host (0.0.0.0)");
        run("serve", "--config", file.toString(), "--host", "127.0.0.2", "--port", "9090");
        assertThat(err.toString()).contains(folder.resolve("nowhere") + "");
    }

    @Test
    void refusesAPortOutOfRange() {
        assertThat(run("serve", "--port", "65536", "--ruleset", "x", "--data", folder.toString()))
                .isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("65536", "0 to 65535");
    }

    @Test
    void saysInOneLineThatTheDemoIsNotWhereItShouldBe() {
        String before = System.getProperty("tact.home");
        System.setProperty("tact.home", folder.toString());
        try {
            assertThat(run("demo", "--port", "0")).isEqualTo(Main.FAILED);
        } finally {
            if (before == null) {
                System.clearProperty("tact.home");
            } else {
                System.setProperty("tact.home", before);
            }
        }
        assertThat(err.toString().lines()).singleElement().asString().contains(folder.toString());
    }

    @Test
    void doesNotListenBeyondThisMachineWithoutIdentities() {
        String nowhere = folder.resolve("nowhere").toString();
        for (String host : List.of("0.0.0.0", "::", "10.0.0.11", "node-1.example.org")) {
            assertThat(run("serve", "--host", host, "--port", "0", "--ruleset", nowhere, "--data", folder.toString()))
                    .isEqualTo(Main.USAGE);
            assertThat(err.toString()).contains(host, "there are no identities", "./tact key");
        }
    }

    @Test
    void endsWithItsReasonWhenTheMemberOfTheGridEndsByItself() throws Exception {
        Path ruleset = Files.createDirectory(folder.resolve("ruleset"));
        GreetingRuleset.write(ruleset);
        Set<HazelcastInstance> others = Hazelcast.getAllHazelcastInstances();
        String data = folder.resolve("data").toString();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> run("serve", "--port", "0", "--ruleset", ruleset.toString(), "--data", data));
        await().atMost(PATIENCE).until(() -> code.isDone() || out.toString().contains("serves ruleset"));
        assertThat(code).isNotDone();

        for (HazelcastInstance member : Hazelcast.getAllHazelcastInstances()) {
            if (!others.contains(member)) {
                member.shutdown();
            }
        }
        assertThat(code.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).singleElement().asString().contains("ended by itself", "started again");
    }

    @Test
    void makesAKeyWhoseHashAConfigurationTakes() throws Exception {
        assertThat(run("key")).isEqualTo(Main.OK);
        String[] told = out.toString().split("\\R");
        String key = told[0].replace("key:", "").strip();
        String hash = told[1].replace("hash:", "").strip();
        assertThat(key).matches("tact_[A-Za-z0-9_-]{43}");
        assertThat(hash).isEqualTo("\"" + io.tact.identity.ApiKey.hashLine(key) + "\"");

        Path file = Files.writeString(
                folder.resolve("node.yaml"),
                "ruleset: nowhere\nstore: {embedded: {folder: data}}\nhttp: {host: 0.0.0.0}\n"
                        + "identities: {keys: [{id: ops, hash: " + hash + ", roles: [sre]}]}\n");
        assertThat(run("serve", "--config", file.toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString()).as("it is the ruleset that is missing").contains(folder.resolve("nowhere") + "");
    }

    @Test
    void removesTombstonesOnlyFromAStoreThatIsThereAndThatNobodyUses() throws Exception {
        Path data = folder.resolve("data");
        assertThat(run("remove-tombstones", "--data", data.toString())).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("there is no store in " + data);
        assertThat(data).doesNotExist();
        Path file =
                Files.writeString(folder.resolve("node.yaml"), "ruleset: nowhere\nstore: {embedded: {folder: data}}\n");
        try (RocksDbContactStore store = RocksDbContactStore.open(data)) {
            Redirect left = new Redirect(LedgerKey.ofSubscriber("S-1"), 0, null, null);
            RecordWrite write = new RecordWrite(left.key(), 0, RecordCodec.encode(left, 1));
            store.commit(new StoreCommit(0, List.of(write), null))
                    .toCompletableFuture()
                    .join();
        }
        try (RocksDbContactStore used = RocksDbContactStore.open(data)) {
            assertThat(run("remove-tombstones", "--config", file.toString())).isEqualTo(Main.FAILED);
            assertThat(err.toString()).contains("store " + data + " is in use by another process");
            assertThat(used.unhealthy()).isEmpty();
        }
        assertThat(run("remove-tombstones", "--config", file.toString())).isEqualTo(Main.OK);
        assertThat(out.toString()).contains("1 records that erasures had left empty were removed.");
        assertThat(run("remove-tombstones", "--data", data.toString())).isEqualTo(Main.OK);
        assertThat(out.toString()).contains("0 records");
    }

    @Test
    void aPassingDemoFolderIsDeletedWithAllThatIsInIt() throws Exception {
        DemoFolder demo = DemoFolder.of(null);
        Files.createDirectories(demo.path().resolve("a/b"));
        Files.writeString(demo.path().resolve("a/b/c"), "d");
        assertThat(demo.leave()).contains(demo.path().toString(), "deleted");
        assertThat(demo.path()).doesNotExist();
    }

    @Test
    void aDemoFolderThatWasAskedForStays() {
        assertThat(DemoFolder.of(folder).leave()).contains(folder.toString()).doesNotContain("deleted");
        assertThat(folder).exists();
    }
}
