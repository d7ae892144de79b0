package io.tact.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads plain values. Each failure is an {@link IllegalArgumentException} whose message follows the key's path. */
final class Scalars {
    private final Path base;

    /** @param base the folder that relative paths begin in */
    Scalars(Path base) {
        this.base = base;
    }

    Object read(Class<?> type, JsonNode node, String example) {
        if (type == int.class || type == Integer.class) {
            return number(node, example);
        }
        String text = text(node, example);
        if (type == String.class) {
            return text;
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type == Duration.class) {
            return duration(text, example);
        }
        if (type == Address.class) {
            return Address.parse(text);
        }
        if (type == Secret.class) {
            return secret(text);
        }
        if (type == Instant.class) {
            return instant(text, example);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        throw new IllegalStateException("no setting can be a " + type);
    }

    /** What people call the value of a key. */
    static String name(Key key) {
        if (!key.isList()) {
            return name(key.type());
        }
        return "list of " + (key.element() == Address.class ? "HOST:PORT" : name(key.element()) + "s");
    }

    /** What people call such a value. */
    static String name(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "number";
        }
        if (type == Instant.class) {
            return "instant";
        }
        if (type.isEnum()) {
            return "name";
        }
        if (type == Path.class || type == Secret.class) {
            return "path";
        }
        if (type == Duration.class) {
            return "duration";
        }
        return type == Address.class ? "HOST:PORT" : type == String.class ? "text" : "map";
    }

    private static Integer number(JsonNode node, String example) {
        if (!node.isInt()) {
            throw wrong(node, "a whole number", example);
        }
        return node.intValue();
    }

    private static String text(JsonNode node, String example) {
        if (!node.isTextual()) {
            throw wrong(node, "a text", node.isValueNode() ? "\"" + node.asText() + "\"" : example);
        }
        String text = node.textValue();
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty. Maybe " + example);
        }
        return text;
    }

    /** Plain values of one type. */
    List<Object> readAll(Class<?> element, JsonNode node, String example) {
        requireList(node, example);
        List<Object> values = new ArrayList<>();
        for (JsonNode item : node) {
            values.add(read(element, item, element == Address.class ? "\"127.0.0.1:5701\"" : example));
        }
        return values;
    }

    static void requireList(JsonNode node, String example) {
        if (!node.isArray()) {
            throw wrong(node, "a list", example);
        }
    }

    private static Object constant(Class<?> type, String text) {
        List<String> known =
                Stream.of(type.getEnumConstants()).map(Object::toString).toList();
        int place = known.indexOf(text);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "(" + text + ") must be one of " + String.join(" ", known) + Nearest.maybe(text, known));
        }
        return type.getEnumConstants()[place];
    }

    private static Instant instant(String text, String example) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "(" + text + ") must be an ISO 8601 instant with an offset. Maybe " + example, e);
        }
    }

    private Path path(String text) {
        try {
            return base.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("(" + text + ") is no path: " + e.getReason(), e);
        }
    }

    private static Duration duration(String text, String example) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "(" + text + ") must be an ISO 8601 duration of days or less. Maybe " + example, e);
        }
    }

    private Secret secret(String text) {
        Path file = path(text);
        try {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new IllegalArgumentException(
                        "(" + text + ") is an empty file. Maybe the secret was not written yet");
            }
            return new Secret(secret);
        } catch (IOException e) {
            throw new IllegalArgumentException("(" + text + ") cannot be read: " + Unreadable.why(e), e);
        }
    }

    private static IllegalArgumentException wrong(JsonNode node, String wanted, String example) {
        String shown = node.isValueNode() ? node.asText() : node.isArray() ? "a list" : "a map";
        return new IllegalArgumentException("(" + shown + ") must be " + wanted + ". Maybe " + example);
    }
}
