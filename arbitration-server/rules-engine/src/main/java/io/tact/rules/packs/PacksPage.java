package io.tact.rules.packs;

import io.tact.model.Binding;
import io.tact.ruleset.Pack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One page with every pack: what it is not (legal advice), an overview, and every row in words. It needs nothing but
 * itself, no network either, and is the same whenever it is made from the same packs.
 */
public final class PacksPage {
    static final String NO_ADVICE = "This is not legal advice.";

    private static final Map<Binding, String> BINDINGS = Map.of(
            Binding.LAW, "a statute or a regulation",
            Binding.CODE, "a code of conduct, for those who signed it",
            Binding.CARRIER, "a network operator's condition for carrying messages",
            Binding.PLATFORM, "a platform's condition for carrying messages",
            Binding.REGULATOR_POLICY, "how a regulator says that it reads the law",
            Binding.DRAFT, "not in force yet, or never enacted",
            Binding.OPERATOR, "the operator's own choice");

    private final List<ShownPack> packs;
    private final List<String> versions;
    private final Html html = new Html();

    private PacksPage(List<ShownPack> packs, List<String> versions) {
        this.packs = packs;
        this.versions = versions;
    }

    /**
     * The page, in UTF-8.
     *
     * @param packs at least one, each with its own reference
     * @param versions of the product and of its data on clocks and holidays, for people
     */
    public static String of(List<ShownPack> packs, List<String> versions) {
        return new PacksPage(packs, versions).whole();
    }

    private String whole() {
        Anchors anchors = new Anchors(packs);
        html.open("html", "lang", "en");
        head();
        html.open("body")
                .element("a", "Skip to the packs", "class", "skip", "href", "#_packs")
                .text("\n");
        html.open("header").element("h1", "Legal packs of Tact").text("\n");
        notice();
        about();
        html.closeLine();
        html.open("main");
        filter();
        new OverviewSection(packs, anchors).write(html);
        html.open("div", "id", "_packs");
        PackSection section = new PackSection(anchors);
        packs.forEach(pack -> section.write(pack, html));
        html.close().closeLine();
        html.element("footer", NO_ADVICE).text("\n");
        html.open("script").own(resource("packs-page.js")).close();
        return html.close().close().page();
    }

    private void head() {
        String policy = "default-src 'none'; style-src '" + hash(resource("packs-page.css")) + "'; script-src '"
                + hash(resource("packs-page.js")) + "'; base-uri 'none'; form-action 'none'";
        html.open("head")
                .open("meta", "charset", "utf-8")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", "Legal packs of Tact")
                .open("style")
                .own(resource("packs-page.css"))
                .close()
                .closeLine();
    }

    private void notice() {
        html.open("div", "class", "notice", "role", "note")
                .open("p")
                .element("strong", NO_ADVICE)
                .text(" The packs were written from public pages, many of them about the law and not the law itself. "
                        + "They can be wrong, incomplete or out of date, and a row that is missing here allows nothing. "
                        + "Have them read by counsel for each country before you rely on them.")
                .close()
                .closeLine();
    }

    private void about() {
        html.open("div", "class", "about");
        html.open("dl");
        explain(
                "LAW (a pack)",
                "Every row was found in a source that could be checked; what force each has stands beside it.");
        explain(
                "TEMPLATE (a pack)",
                "Not all of it was confirmed, or none of it is law: a start for rows of your own.");
        explain("verified", "Number, unit and subject of the limit were found in a source that could be checked.");
        explain(
                "not verified",
                "They were not. Tact applies the row where the pack is included, says so in every reason, "
                        + "and never calls it law.");
        for (Binding binding : Binding.values()) {
            if (rows().anyMatch(row -> row.info().verified() && row.info().binding() == binding)) {
                explain(
                        PackSection.name(binding) + " (a row)",
                        "With what force it binds: " + Objects.requireNonNull(BINDINGS.get(binding)) + ".");
            }
        }
        html.closeLine();
        html.open("p").text(reviewed()).close().text("\n");
        html.open("p")
                .text("Made from: " + String.join(" · ", versions) + ".")
                .close()
                .closeLine();
    }

    private void explain(String term, String meaning) {
        html.open("div").element("dt", term).element("dd", meaning).closeLine();
    }

    private java.util.stream.Stream<ShownRow> rows() {
        return packs.stream().flatMap(pack -> pack.rows().stream());
    }

    /** How many packs and rows there are, and when they were compared with their sources. */
    private String reviewed() {
        List<LocalDate> days = packs.stream()
                .map(ShownPack::pack)
                .map(Pack::reviewed)
                .sorted(Comparator.naturalOrder())
                .distinct()
                .toList();
        LocalDate first = days.get(0);
        LocalDate last = days.get(days.size() - 1);
        String when = first.equals(last) ? "on " + first : "between " + first + " and " + last;
        long unverified = packs.stream().mapToLong(ShownPack::unverified).sum();
        return packs.size() + (packs.size() == 1 ? " pack with " : " packs with ") + rows().count() + " rows, "
                + unverified + " of them not verified; last compared with their sources " + when + ".";
    }

    /** Shown by the script, which it needs. */
    private void filter() {
        html.open("div", "id", "_filter", "role", "search", "hidden", "hidden")
                .element("label", "Show only what contains ", "for", "_words")
                .open(
                        "input",
                        "id",
                        "_words",
                        "type",
                        "search",
                        "autocomplete",
                        "off",
                        "placeholder",
                        "e.g. France, sms, FR-03, holiday")
                .element("span", "", "id", "_shown", "role", "status")
                .closeLine();
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PacksPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
