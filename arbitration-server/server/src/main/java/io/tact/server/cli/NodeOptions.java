package io.tact.server.cli;

import io.tact.server.NodeConfig;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a node listens: the options that {@code serve} and {@code demo} share. */
final class NodeOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${env:TACT_HTTP_PORT:-8080}",
            description = "The HTTP port; 0 for any free one. Default: TACT_HTTP_PORT, else 8080.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = NodeConfig.LOOPBACK,
            description = "The address to listen on. Default: ${DEFAULT-VALUE}, this machine only.")
    private String host = NodeConfig.LOOPBACK;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The configuration of a node that listens there. */
    NodeConfig at(Path data, Path ruleset) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port (" + port + ") must be 0 to 65535; 0 takes any free one");
        }
        return new NodeConfig(host, port, data, ruleset);
    }

    /** Says what listening beyond this machine means, if that was asked. */
    void warnIfExposed(PrintWriter err) {
        if (!isLoopback(host)) {
            err.println("tact: WARNING: listening on " + host
                    + ", and there are no identities yet: everyone who reaches" + " port " + port
                    + " may read and change everything. Maybe keep to 127.0.0.1 behind a proxy.");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
