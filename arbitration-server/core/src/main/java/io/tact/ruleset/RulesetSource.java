package io.tact.ruleset;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a ruleset folder as they are.
 *
 * @param folder what to call it in messages
 * @param files content by path inside the folder, with {@code /} between names; those of an included pack such as {@code
 *     legal/fr} under {@code packs/legal/fr/}
 * @param packs the packs that it could include, for messages
 */
public record RulesetSource(String folder, SortedMap<String, byte[]> files, Set<String> packs) {
    public RulesetSource(String folder, SortedMap<String, byte[]> files, Set<String> packs) {
        this.folder = folder;
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.packs = Set.copyOf(packs);
    }

    /** Files without any packs to be had. */
    public RulesetSource(String folder, SortedMap<String, byte[]> files) {
        this(folder, files, Set.of());
    }
}
