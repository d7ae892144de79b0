package io.tact.server.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The page of all keys, made from the records. */
final class ConfigReference {
    private static final String HEAD =
            """
            # The configuration of a node

            `./tact serve --config FILE` reads one YAML file. Relative paths in it begin in its folder. Keys that are not
            listed here are refused, and everything that is wrong is told at once. A variable of the environment goes before the
            file; `--host` and `--port` go before both. Durations are ISO 8601: `PT15S`, `P400D` (a day is 24 hours).

            This page is made from the records of `io.tact.server.config`. After a change to them:

            ```sh
            mvn -q verify -pl arbitration-server/server -am -Dtact.quick -Dtest=ConfigReferenceTest -Dtact.update -Dsurefire.failIfNoSpecifiedTests=false
            ```

            | key | type | where the file says nothing | range | variable | meaning |
            |---|---|---|---|---|---|
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private ConfigReference() {}

    static String page() {
        ConfigReference reference = new ConfigReference();
        reference.rows(NodeConfig.class, "");
        return reference.page.toString();
    }

    private void rows(Class<?> type, String prefix) {
        for (Key key : Key.of(type)) {
            Setting setting = key.setting();
            if (setting == null) {
                alternatives(key.type(), prefix);
                continue;
            }
            String path = prefix + key.name();
            row(path, key, setting);
            if (key.type().isSealed()) {
                alternatives(key.type(), path + ".");
            } else if (key.isList()) {
                if (Scalars.name(key.element()).equals("map")) {
                    rows(key.element(), path + "[].");
                }
            } else if (Scalars.name(key.type()).equals("map")) {
                rows(key.type(), path + ".");
            }
        }
    }

    private void alternatives(Class<?> sealed, String prefix) {
        for (Map.Entry<String, Class<?>> alternative : Key.alternatives(sealed).entrySet()) {
            Class<?> chosen = alternative.getValue();
            String path = prefix + alternative.getKey();
            if (Key.chosenBy(chosen).bare()) {
                Key only = Key.of(chosen).get(0);
                row(path, only, Objects.requireNonNull(only.setting()));
            } else {
                rows(chosen, path + ".");
            }
        }
    }

    private void row(String path, Key key, Setting setting) {
        String otherwise = !setting.fallback().isEmpty()
                ? code(setting.fallback())
                : setting.otherwise().isEmpty() ? "must be said" : setting.otherwise();
        List<String> cells = List.of(
                code(path),
                Scalars.name(key),
                otherwise,
                Range.text(setting),
                code(setting.environment()),
                setting.meaning());
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
