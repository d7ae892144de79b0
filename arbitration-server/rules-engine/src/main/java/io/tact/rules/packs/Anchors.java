package io.tact.rules.packs;

import io.tact.policy.RuleInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names by which a page's packs and rows can be linked to, each once: {@code legal.fr} and {@code legal.fr.caps.FR-03}. */
final class Anchors {
    private final Map<String, Map<RuleInfo, String>> rows = new HashMap<>();
    private final Map<String, Map<String, String>> names = new HashMap<>();

    Anchors(List<ShownPack> packs) {
        for (ShownPack pack : packs) {
            Map<RuleInfo, String> ofPack = new HashMap<>();
            Map<String, String> byName = new HashMap<>();
            Set<String> taken = new HashSet<>();
            for (ShownRow row : pack.rows()) {
                String plain =
                        of(pack) + "." + row.info().table() + "." + row.info().id();
                String anchor = plain;
                for (int i = 2; !taken.add(anchor); i++) {
                    anchor = plain + "." + i;
                }
                ofPack.put(row.info(), anchor);
                byName.putIfAbsent(row.info().name(), anchor);
            }
            rows.put(pack.reference(), ofPack);
            names.put(pack.reference(), byName);
        }
    }

    String of(ShownPack pack) {
        return pack.reference().replace('/', '.');
    }

    String of(ShownPack pack, RuleInfo row) {
        String anchor = rows.getOrDefault(pack.reference(), Map.of()).get(row);
        if (anchor == null) {
            throw new IllegalArgumentException(row.name() + " is no row of " + pack.reference());
        }
        return anchor;
    }

    /** The first row of a name such as {@code caps#FR-03}; null if the pack has none. */
    @Nullable String ofName(ShownPack pack, String name) {
        return names.getOrDefault(pack.reference(), Map.of()).get(name);
    }
}
