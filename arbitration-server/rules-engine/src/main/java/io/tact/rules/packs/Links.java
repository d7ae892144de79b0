package io.tact.rules.packs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses in a text, as links: those of the web, and no others. */
final class Links {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S*[^\\s.,;)]");

    private Links() {}

    /** Writes a text in which every address of the web is a link, called by its host. */
    static void write(String text, Html html) {
        Matcher address = ADDRESS.matcher(text);
        int done = 0;
        while (address.find()) {
            String host = host(address.group());
            if (host != null) {
                html.text(text.substring(done, address.start()));
                html.element(
                        "a",
                        host,
                        "href",
                        address.group(),
                        "title",
                        address.group(),
                        "rel",
                        "noreferrer",
                        "class",
                        "web");
                done = address.end();
            }
        }
        html.text(text.substring(done));
    }

    private static @Nullable String host(String address) {
        try {
            String host = new URI(address).getHost();
            return host != null && host.startsWith("www.") ? host.substring("www.".length()) : host;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
