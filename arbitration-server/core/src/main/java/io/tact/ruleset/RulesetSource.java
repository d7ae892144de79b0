package io.tact.ruleset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
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

    /** The first 16 hexadecimal digits of the SHA-256 over every name and content, in order. */
    public String hash() {
        MessageDigest digest = sha256();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            digest.update((name.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(name);
            digest.update((file.getValue().length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(file.getValue());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
