package io.tact.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes records of settings from a map and the environment, and collects everything that is wrong with them. */
final class Binder {
    /** A value, or none; or what could not be made, whose problem has been told. */
    private record Bound(boolean whole, @Nullable Object value) {
        static final Bound BROKEN = new Bound(false, null);
        static final Bound NOTHING = new Bound(true, null);

        static Bound of(Object value) {
            return new Bound(true, value);
        }
    }

    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private final Scalars scalars;
    private final Function<String, @Nullable String> environment;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Bound> parts = new LinkedHashMap<>();

    Binder(Path base, Function<String, @Nullable String> environment) {
        this.scalars = new Scalars(base);
        this.environment = environment;
    }

    List<String> problems() {
        return problems;
    }

    /** The record that a file says; nothing if something is wrong, which then is a problem. */
    <T extends Record> Optional<T> file(Class<T> type, JsonNode root) {
        return Optional.ofNullable(type.cast(map(type, "", root).value()));
    }

    /** Whether the part with that path could be made, be it of nothing. */
    boolean isWhole(String path) {
        return parts.getOrDefault(path, Bound.BROKEN).whole();
    }

    /** The part with that path; null if there is none. */
    <T> @Nullable T part(String path, Class<T> type) {
        return type.cast(parts.getOrDefault(path, Bound.BROKEN).value());
    }

    private Bound map(Class<?> type, String path, JsonNode node) {
        if (!isMap(path, node, Key.names(type))) {
            return Bound.BROKEN;
        }
        List<Key> keys = Key.of(type);
        @Nullable Object[] values = new Object[keys.size()];
        boolean whole = true;
        for (int i = 0; i < values.length; i++) {
            Bound bound = component(keys.get(i), path, node);
            values[i] = bound.value();
            whole &= bound.whole();
        }
        return whole ? made(type, values, path.isEmpty() ? "" : path + ".", path) : Bound.BROKEN;
    }

    private Bound component(Key key, String parent, JsonNode node) {
        Setting setting = key.setting();
        String path = setting == null ? parent : parent.isEmpty() ? key.name() : parent + "." + key.name();
        Bound bound =
                setting == null ? choice(key.type(), path, node) : value(key, setting, path, node.path(key.name()));
        parts.put(path, bound);
        return bound;
    }

    private Bound value(Key key, Setting setting, String path, JsonNode node) {
        String said = setting.environment().isEmpty() ? null : environment.apply(setting.environment());
        if (said != null && !said.isEmpty()) {
            return key.type() == Secret.class
                    ? Bound.of(new Secret(said))
                    : plain(key, setting, setting.environment(), plainNode(said));
        }
        if (node.isMissingNode() || node.isNull()) {
            return unsaid(key, setting, path);
        }
        if (key.type().isSealed()) {
            boolean map = isMap(path, node, Key.alternatives(key.type()).keySet());
            return map ? choice(key.type(), path, node) : Bound.BROKEN;
        }
        if (key.isList() && isSection(key.element())) {
            return maps(key, setting, path, node);
        }
        return isSection(key.type()) ? map(key.type(), path, node) : plain(key, setting, path, node);
    }

    /** A list of maps, each a record. */
    private Bound maps(Key key, Setting setting, String path, JsonNode node) {
        try {
            Scalars.requireList(node, setting.example());
        } catch (IllegalArgumentException e) {
            problems.add(path + " " + e.getMessage());
            return Bound.BROKEN;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Bound item = map(key.element(), path + "[" + i + "]", node.get(i));
            if (item.value() != null) {
                values.add(item.value());
            }
        }
        return values.size() == node.size() ? Bound.of(values) : Bound.BROKEN;
    }

    private Bound unsaid(Key key, Setting setting, String path) {
        if (!setting.fallback().isEmpty()) {
            return plain(key, setting, path, plainNode(setting.fallback()));
        }
        if (setting.otherwise().isEmpty()) {
            problems.add(path + " must be said. Maybe " + key.name() + ": " + setting.example());
            return Bound.BROKEN;
        }
        if (key.isList()) {
            return Bound.of(List.of());
        }
        return key.isNullable() ? Bound.NOTHING : map(key.type(), path, EMPTY);
    }

    private Bound plain(Key key, Setting setting, String path, JsonNode node) {
        try {
            Object value = key.isList()
                    ? scalars.readAll(key.element(), node, setting.example())
                    : scalars.read(key.type(), node, setting.example());
            Optional<String> outside = Range.why(setting, value);
            outside.ifPresent(why -> problems.add(path + " " + why));
            return outside.isPresent() ? Bound.BROKEN : Bound.of(value);
        } catch (IllegalArgumentException e) {
            problems.add(path + " " + e.getMessage());
            return Bound.BROKEN;
        }
    }

    /** The one alternative whose key a map has. */
    private Bound choice(Class<?> sealed, String path, JsonNode node) {
        Map<String, Class<?>> alternatives = Key.alternatives(sealed);
        List<String> said =
                alternatives.keySet().stream().filter(node::hasNonNull).toList();
        if (said.size() != 1) {
            problems.add(path + " must have one of " + String.join(" and ", alternatives.keySet())
                    + (said.isEmpty() ? ", and has none" : ", and has several. Maybe delete the others"));
            return Bound.BROKEN;
        }
        String key = said.get(0);
        Class<?> chosen = Objects.requireNonNull(alternatives.get(key));
        String place = path + "." + key;
        if (!Key.chosenBy(chosen).bare()) {
            return map(chosen, place, node.path(key));
        }
        Key only = Key.of(chosen).get(0);
        Setting setting = Objects.requireNonNull(only.setting());
        Bound value = plain(only, setting, place, node.path(key));
        return value.whole() ? made(chosen, new Object[] {value.value()}, place + " ", place) : Bound.BROKEN;
    }

    private Bound made(Class<?> type, @Nullable Object[] values, String before, String path) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return Bound.of(constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                problems.add(before + refused.getMessage());
                return Bound.BROKEN;
            }
            throw new IllegalStateException("cannot make " + type + " for " + path, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type + " for " + path, e);
        }
    }

    /** Tells of what is no map, and of keys that are not known. */
    private boolean isMap(String path, JsonNode node, Collection<String> known) {
        if (!node.isObject()) {
            problems.add((path.isEmpty() ? "the file" : path) + " must be a map of keys: " + String.join(", ", known));
            return false;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String where = path.isEmpty() ? name : path + "." + name;
                problems.add(where + " is no key. Maybe "
                        + Nearest.of(name, known).orElse("one of " + String.join(", ", known)));
            }
        });
        return true;
    }

    private static boolean isSection(Class<?> type) {
        return type.isRecord() && Scalars.name(type).equals("map");
    }

    private static JsonNode plainNode(String text) {
        return text.matches("-?[0-9]{1,9}") ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text);
    }
}
