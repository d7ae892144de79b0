package io.tact.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as Tact reads it: UTF-8, no duplicate names, bounded in every direction. Safe for any thread. */
final class Json {
    /** How deep a document may be nested. */
    static final int MAX_DEPTH = 32;

    private static final int MAX_TEXT = 65_536;
    private static final int MAX_NAME = 1_024;
    private static final int MAX_NUMBER = 100;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Where what the parser says begins to be of no use to a caller. */
    private static final List<String> ASIDES =
            List.of(" (start marker", ": enable `", ": maybe a (non-standard) comment");

    private Json() {}

    /** @throws FaultException if the bytes are not one JSON document within the limits */
    static JsonNode parse(byte[] bytes) {
        try {
            return check(isPlainAscii(bytes) ? MAPPER.readTree(bytes) : MAPPER.readTree(decode(bytes)));
        } catch (StreamConstraintsException e) {
            throw malformed("the JSON is nested deeper than " + MAX_DEPTH + " levels, or has a text of more than "
                    + MAX_TEXT + " characters, a name of more than " + MAX_NAME + " or a number of more than "
                    + MAX_NUMBER + " digits" + at(end(bytes)));
        } catch (NumberFormatException e) {
            throw malformed("a number is beyond all bounds" + at(end(bytes)));
        } catch (MismatchedInputException e) {
            throw malformed("there is something after the end of the JSON" + at(e.getLocation()));
        } catch (JsonProcessingException e) {
            throw malformed(brief(e.getOriginalMessage()) + at(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far a document can be read that cannot be read to its end; null if it can. */
    private static @Nullable JsonLocation end(byte[] bytes) {
        try (JsonParser in = FACTORY.createParser(decode(bytes))) {
            try {
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                        in.getDecimalValue();
                    }
                }
                return null;
            } catch (JsonProcessingException | NumberFormatException e) {
                return in.currentLocation();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode check(JsonNode root) {
        if (root.isMissingNode()) {
            throw malformed("the body is empty. Maybe send a JSON object");
        }
        return root;
    }

    /** Bytes 1 to 127 only: what the parser may read as they are. A zero could be taken for UTF-16. */
    private static boolean isPlainAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            throw malformed("the body is not UTF-8: byte " + (buffer.position() + 1) + " starts no character");
        }
    }

    private static FaultException malformed(String detail) {
        return Fault.of(Fault.Type.MALFORMED_JSON, detail).asException();
    }

    private static String brief(String message) {
        String text = message;
        for (String aside : ASIDES) {
            int marker = text.indexOf(aside);
            text = marker < 0 ? text : text.substring(0, marker);
        }
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
