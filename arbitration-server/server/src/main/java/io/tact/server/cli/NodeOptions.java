package io.tact.server.cli;

import io.tact.server.config.NodeConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a node listens: the options that {@code serve} and {@code demo} share. */
final class NodeOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${env:TACT_HTTP_PORT}",
            description = "The HTTP port; 0 for any free one. Default: TACT_HTTP_PORT, else what a configuration says,"
                    + " else 8080.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on. Default: what a configuration says, else " + NodeConfig.LOOPBACK
                    + ", this machine only.")
    private @Nullable String host;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The configuration of a node alone that listens there. */
    NodeConfig alone(Path data, Path ruleset) {
        return in(NodeConfig.local(NodeConfig.DEFAULT_PORT, data, ruleset));
    }

    /** A configuration, but for where the command line says to listen. */
    NodeConfig in(NodeConfig config) {
        int used = port == null ? config.http().port() : port;
        if (used < 0 || used > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port (" + used + ") must be 0 to 65535; 0 takes any free one");
        }
        if (host != null && host.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--host must not be empty. Maybe " + NodeConfig.LOOPBACK);
        }
        try {
            return config.listening(host == null ? config.http().host() : host, used);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
