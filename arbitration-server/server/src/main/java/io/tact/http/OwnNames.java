package io.tact.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names of a node that asks nobody who they are, and so listens on its own machine only. A browser on that machine may be told by
 * any page to ask, be it under a name of the page's own that was made to stand for this machine (DNS rebinding): it says so in
 * {@code Host} and {@code Origin}. Safe for any thread.
 */
final class OwnNames {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private final Set<String> more;

    /** The last one that was: most are the same. */
    private volatile String own = "";

    /** @param more names beside those of the loopback addresses */
    OwnNames(Set<String> more) {
        this.more = more.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a request is meant for this node, and comes from no page of another one. */
    boolean areMeantBy(HttpServerRequest request) {
        return isOwnHost(request.getHeader("Host")) && isOwnOrigin(request.getHeader("Origin"));
    }

    /** What sends none is no browser. */
    private boolean isOwnHost(@Nullable String host) {
        if (host == null || (host.equals(own) && !host.isEmpty())) {
            return true;
        }
        boolean isOwn = isOwn(PORT.matcher(host).replaceFirst(""));
        if (isOwn) {
            own = host;
        }
        return isOwn;
    }

    private boolean isOwnOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            String host = URI.create(origin).getHost();
            return host != null && isOwn(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isOwn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(lower).matches() || more.contains(lower);
    }
}
