package io.tact.rules.scenarios;

import io.tact.ruleset.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Reports as the XML that build servers read: a suite for each ruleset, a case for its files and for each scenario. */
public final class JunitXml {
    private JunitXml() {}

    public static String of(List<CheckReport> reports) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (CheckReport report : reports) {
            xml.append("  <testsuite name=\"")
                    .append(escaped(report.folder()))
                    .append("\" tests=\"")
                    .append(report.results().size() + 1)
                    .append("\" failures=\"")
                    .append(report.failed())
                    .append("\" errors=\"0\" skipped=\"0\">\n");
            String errors = report.problems().stream()
                    .filter(Problem::isError)
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n"));
            testCase(xml, report.folder(), "the files have no error", errors);
            for (ScenarioResult result : report.results()) {
                testCase(xml, result.file(), result.name(), String.join("\n", result.failures()));
            }
            xml.append("  </testsuite>\n");
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void testCase(StringBuilder xml, String place, String name, String failure) {
        xml.append("    <testcase classname=\"")
                .append(escaped(place))
                .append("\" name=\"")
                .append(escaped(name))
                .append('"');
        if (failure.isEmpty()) {
            xml.append("/>\n");
            return;
        }
        String first = failure.lines().findFirst().orElse("");
        xml.append(">\n      <failure message=\"")
                .append(escaped(first))
                .append("\">")
                .append(escaped(failure))
                .append("</failure>\n    </testcase>\n");
    }

    /** Text for an attribute or an element; what XML cannot hold at all becomes U+FFFD. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\n', '\t' -> safe.append("&#").append(c).append(';');
                default -> safe.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
