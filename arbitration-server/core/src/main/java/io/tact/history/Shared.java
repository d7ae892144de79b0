package io.tact.history;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What very many records say alike, once in memory: names of attributes and channels, offers, slots. Without it most of an
 * unpacked record would be copies of them. It takes up the first that come, up to a bound; later ones are left as they are.
 * Changes nothing but identities. Safe for any thread.
 *
 * @param <T> values that never change
 */
final class Shared<T> {
    /** Far more than the catalogues and dictionaries of an operator name, and some ten megabytes of texts. */
    private static final int MOST = 65_536;

    /** Longer texts are hardly names. */
    private static final int LONGEST_TEXT = 64;

    private static final Shared<String> TEXTS = new Shared<>(MOST);

    private final Map<T, T> known = new ConcurrentHashMap<>();
    private final int most;

    /** @param most how many to take up */
    Shared(int most) {
        this.most = most;
    }

    /** A name. */
    static String text(String text) {
        return text.length() > LONGEST_TEXT ? text : TEXTS.of(text);
    }

    /** The one that is equal to it. */
    T of(T value) {
        T first = known.get(value);
        if (first != null) {
            return first;
        }
        if (known.size() >= most) {
            return value;
        }
        T raced = known.putIfAbsent(value, value);
        return raced == null ? value : raced;
    }
}
