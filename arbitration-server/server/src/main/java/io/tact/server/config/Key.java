package io.tact.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record of settings.
 *
 * @param name the key
 * @param component the component that takes its value
 * @param setting what is said of it; null for alternatives whose keys stand beside the record's own
 */
record Key(String name, RecordComponent component, @Nullable Setting setting) {

    /** The keys of a record, in order. */
    static List<Key> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(Key::of).toList();
    }

    private static Key of(RecordComponent component) {
        if (component.isAnnotationPresent(Beside.class)) {
            return new Key(component.getName(), component, null);
        }
        Setting setting = Objects.requireNonNull(component.getAnnotation(Setting.class), component.toString());
        return new Key(setting.key().isEmpty() ? component.getName() : setting.key(), component, setting);
    }

    /** The keys that may stand in a map of a record: its own and those of alternatives beside them. */
    static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Key key : of(type)) {
            if (key.setting() == null) {
                names.addAll(alternatives(key.type()).keySet());
            } else {
                names.add(key.name());
            }
        }
        return names;
    }

    /** The records that a sealed type permits, by the key that chooses each. */
    static Map<String, Class<?>> alternatives(Class<?> sealed) {
        Map<String, Class<?>> alternatives = new LinkedHashMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            alternatives.put(chosenBy(permitted).value(), permitted);
        }
        return alternatives;
    }

    static Alternative chosenBy(Class<?> permitted) {
        return Objects.requireNonNull(permitted.getAnnotation(Alternative.class), permitted.toString());
    }

    Class<?> type() {
        return component.getType();
    }

    /** What a list is of. */
    Class<?> element() {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : Object.class;
    }

    boolean isList() {
        return type() == List.class;
    }

    /** Whether nothing may stand in its place. */
    boolean isNullable() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
