package io.tact.history;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts that very many records say alike; one of ASCII is found from its bytes, without making it anew. Safe for any thread. */
final class SharedTexts extends Shared<String> {
    /** Far more than the catalogues and dictionaries of an operator name, and some ten megabytes of texts. */
    static final SharedTexts NAMES = new SharedTexts(65_536);

    /** In bytes; longer texts are hardly names. */
    private static final int LONGEST = 64;

    /** @param most a power of two: how many it can take up */
    SharedTexts(int most) {
        super(most);
    }

    /** The text of UTF-8 that is part of some bytes. */
    String of(byte[] bytes, int at, int length) {
        String known = length <= LONGEST ? known(bytes, at, length) : null;
        if (known != null) {
            return known;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        return length <= LONGEST ? of(text) : text;
    }

    private @Nullable String known(byte[] bytes, int at, int length) {
        // As a text of ASCII has it; others are not found, whatever it is.
        int hash = 0;
        for (int i = at; i < at + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        for (int i = 0; i < CHAIN; i++) {
            String known = known(hash, i);
            if (known == null || says(known, bytes, at, length)) {
                return known;
            }
        }
        return null;
    }

    private static boolean says(String text, byte[] bytes, int at, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[at + i]) {
                return false;
            }
        }
        return true;
    }
}
