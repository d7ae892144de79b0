package io.tact.rules.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;

/** Reads language tags (BCP 47) whose language exists. */
final class Languages {
    private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

    private Languages() {}

    /** What languages are called, which few need, and which takes a while to ask of every one. */
    private static final class Called {
        static final Map<String, String> CODE_OF_NAME = codesByName();
    }

    /**
     * A tag in its usual case: {@code fr-CA}.
     *
     * @throws CellException if it is none, or its language is none of ISO 639
     */
    static String tag(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            if (exists(locale)) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // Told below, as for a language that does not exist.
        }
        throw CellException.mustBe(text, "a language tag such as fr or fr-CA", advice(text));
    }

    /** A language of two letters, or one of three that has no code of two and has a name. */
    private static boolean exists(Locale locale) {
        String language = locale.getLanguage();
        return CODES.contains(language)
                || (language.length() == 3
                        && !Called.CODE_OF_NAME.containsKey(language)
                        && !locale.getDisplayLanguage(Locale.ENGLISH).equals(language));
    }

    private static String advice(String text) {
        List<String> parts = new ArrayList<>(Arrays.asList(text.split("[-_ ]", -1)));
        String first = parts.get(0).toLowerCase(Locale.ROOT);
        parts.set(0, Called.CODE_OF_NAME.getOrDefault(first, first));
        try {
            Locale meant =
                    new Locale.Builder().setLanguageTag(String.join("-", parts)).build();
            return exists(meant) ? "Maybe " + meant.toLanguageTag() : "";
        } catch (IllformedLocaleException e) {
            return CODES.contains(parts.get(0)) ? "Maybe " + parts.get(0) : "";
        }
    }

    /** Codes of two letters by what else a language is called: its name in English, in itself, and its three letters. */
    private static Map<String, String> codesByName() {
        Map<String, String> codes = new HashMap<>();
        for (String code : CODES) {
            Locale language = new Locale.Builder().setLanguage(code).build();
            codes.putIfAbsent(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            codes.putIfAbsent(language.getDisplayLanguage(language).toLowerCase(Locale.ROOT), code);
            try {
                codes.putIfAbsent(language.getISO3Language(), code);
            } catch (MissingResourceException e) {
                // It has no code of three letters.
            }
        }
        codes.keySet().removeAll(CODES);
        return codes;
    }
}
