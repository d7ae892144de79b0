package io.tact.server.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The least and the greatest value of a setting. */
final class Range {
    private Range() {}

    /**
     * Refuses a value out of range, for the constructors of records.
     *
     * @param record the record
     * @param component the name of a component with a {@link Setting}
     * @throws IllegalArgumentException if the value is out of range; the message names it
     */
    static void require(Class<? extends Record> record, String component, Comparable<?> value) {
        RecordComponent found = Arrays.stream(record.getRecordComponents())
                .filter(c -> c.getName().equals(component))
                .findAny()
                .orElseThrow();
        Setting setting = found.getAnnotation(Setting.class);
        why(setting, value).ifPresent(why -> {
            throw new IllegalArgumentException(component + " " + why);
        });
    }

    /** Why a value is out of the range of its setting, as {@code (0) must be 1 to 64. Maybe 6}; nothing if it is not. */
    static Optional<String> why(Setting setting, Object value) {
        boolean outside = (!setting.min().isEmpty() && compare(value, setting.min()) < 0)
                || (!setting.max().isEmpty() && compare(value, setting.max()) > 0);
        return outside
                ? Optional.of("(" + written(value) + ") must be " + text(setting) + ". Maybe " + setting.example())
                : Optional.empty();
    }

    /** {@code 1 to 64}, or nothing. */
    static String text(Setting setting) {
        if (setting.min().isEmpty() && setting.max().isEmpty()) {
            return "";
        }
        return setting.max().isEmpty()
                ? setting.min() + " or more"
                : setting.min().isEmpty() ? setting.max() + " or less" : setting.min() + " to " + setting.max();
    }

    /** As it is written in a file: whole days as {@code P400D}. */
    private static String written(Object value) {
        return value instanceof Duration duration
                        && !duration.isZero()
                        && duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : value.toString();
    }

    private static int compare(Object value, String limit) {
        return value instanceof Duration duration
                ? duration.compareTo(Duration.parse(limit))
                : Integer.compare((Integer) value, Integer.parseInt(limit));
    }
}
