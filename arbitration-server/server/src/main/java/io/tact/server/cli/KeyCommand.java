package io.tact.server.cli;

import io.tact.identity.ApiKey;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes an API key. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description =
                "Makes an API key of 256 random bits and prints it, once, and the hash that goes into a configuration."
                        + " Nothing is kept.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "2:the command line was wrong"})
final class KeyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String key = ApiKey.random();
        out.println("key:  " + key);
        out.println("hash: \"" + ApiKey.hashLine(key) + "\"");
        out.flush();
        spec.commandLine()
                .getErr()
                .println(
                        "The key is for whoever asks, as Authorization: Bearer KEY, and is shown once. The hash goes into"
                                + " identities.keys of the configuration, with an id and roles.");
        return Main.OK;
    }
}
