package io.tact.server;

import io.tact.http.HttpInterface;
import io.tact.server.config.HttpSettings;
import io.tact.server.config.NodeConfig;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;

/** Makes a node listen. */
final class HttpStart {
    private HttpStart() {}

    /** @throws StartupException if the host stands for no address, or for one that it must not; the message names it */
    static void requireAddress(NodeConfig config) throws StartupException {
        String host = config.http().host();
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            if (config.identities() == null) {
                requireThisMachine(host, addresses);
            }
        } catch (UnknownHostException e) {
            throw new StartupException(
                    "\"" + host + "\" is not an address of this machine. Maybe " + NodeConfig.LOOPBACK, e);
        }
    }

    /** A name may stand for another address than it promises. */
    static void requireThisMachine(String host, InetAddress... addresses) throws StartupException {
        for (InetAddress address : addresses) {
            if (!address.isLoopbackAddress()) {
                throw new StartupException("http.host (" + host + ") stands for " + address.getHostAddress()
                        + ", which is reached from beyond this machine, and there are no identities. Maybe "
                        + NodeConfig.LOOPBACK);
            }
        }
    }

    /**
     * Listens.
     *
     * @return the port
     * @throws StartupException if that cannot be; the message names host and port
     */
    static int listen(HttpSettings http, HttpInterface here, int eventLoops) throws StartupException {
        try {
            return here.listen(http.host(), http.port(), eventLoops)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new StartupException(whyNotListening(http, e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static String whyNotListening(HttpSettings http, Throwable cause) {
        String where = http.host() + ":" + http.port();
        if (http.tls() != null && !(cause instanceof BindException)) {
            return "cannot listen with TLS on " + where + ": " + cause.getMessage()
                    + ". Maybe http.tls.certificate or http.tls.key is not PEM, or one is not of the other";
        }
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            return "port " + http.port() + " of " + http.host()
                    + " is in use. Maybe another node runs there: choose another with --port, or 0 for any free one";
        }
        return "cannot listen on " + where + ": " + cause.getMessage() + ". Maybe choose another --host or --port";
    }
}
