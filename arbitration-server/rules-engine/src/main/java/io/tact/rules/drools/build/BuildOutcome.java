package io.tact.rules.drools.build;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a build.
 *
 * @param classes byte code by binary name; empty if there was an error
 * @param errors what Drools and its Java compiler said; empty if it worked
 */
public record BuildOutcome(SortedMap<String, byte[]> classes, List<String> errors) {
    public BuildOutcome(Map<String, byte[]> classes, List<String> errors) {
        this(new TreeMap<>(classes), List.copyOf(errors));
    }
}
