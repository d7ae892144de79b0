package io.tact.history;

import io.tact.model.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PackedWriter} wrote. Every method throws IllegalArgumentException where the bytes cannot be right, and
 * none takes more memory than the bytes can fill. One value per unpacking; not for several threads.
 */
public final class PackedReader {
    /** One object for each, since histories have many of them. */
    private static final Map<String, Channel> WELL_KNOWN_CHANNELS =
            Channel.WELL_KNOWN.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));

    private static final int FEW = 8;
    private static final int MANY = 256;

    /** With all that is said beside the texts; what an ordinary record has. */
    private static final int BYTES_OF_A_TEXT = 8;

    private final byte[] bytes;
    private int at;
    private final ArrayList<String> texts = new ArrayList<>(0);

    public PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the next one begins. */
    int at() {
        return at;
    }

    /** Every text that was read, at its place. */
    List<String> texts() {
        return texts;
    }

    public int octet() {
        if (at >= bytes.length) {
            throw truncated();
        }
        return bytes[at++] & 0xFF;
    }

    public long unsigned() {
        // Nearly all are of one octet.
        return at < bytes.length && bytes[at] >= 0 ? bytes[at++] : longer();
    }

    private long longer() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            if (shift == 63 && octet > 1) {
                break;
            }
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("packed bytes are damaged: a number before byte " + at + " has no end");
    }

    public long signed() {
        return unzigzag(unsigned());
    }

    /** How many things follow, each of which takes a byte or more. */
    public int count() {
        long count = unsigned();
        if (count < 0 || count > bytes.length - at) {
            throw truncated();
        }
        return (int) count;
    }

    public byte[] blob() {
        int length = count();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public @Nullable String textOrNull() {
        return textOrNull(null);
    }

    public String text() {
        return required(textOrNull(null));
    }

    /** A text that many records have, or null. */
    @Nullable String nameOrNull() {
        return textOrNull(SharedTexts.NAMES);
    }

    /** A text that many records have. */
    String name() {
        return required(textOrNull(SharedTexts.NAMES));
    }

    private String required(@Nullable String text) {
        if (text == null) {
            throw missing("text");
        }
        return text;
    }

    private @Nullable String textOrNull(@Nullable SharedTexts shared) {
        long header = unsigned();
        if (header == PackedWriter.TEXT_NULL) {
            return null;
        }
        if ((header & 1) == 1) {
            return newText(header >>> 2, (header & 2) == 2, shared);
        }
        long place = (header >>> 1) - 1;
        if (place >= texts.size()) {
            throw new IllegalArgumentException(
                    "packed bytes are damaged: text " + place + " of " + texts.size() + " before byte " + at);
        }
        return texts.get((int) place);
    }

    private String newText(long octets, boolean wide, @Nullable SharedTexts shared) {
        if (octets > bytes.length - at) {
            throw truncated();
        }
        int length = (int) octets;
        String text;
        if (wide) {
            text = wide(length / 2);
        } else if (shared == null) {
            text = new String(bytes, at, length, StandardCharsets.UTF_8);
        } else {
            text = shared.of(bytes, at, length);
        }
        at += length;
        if (texts.isEmpty()) {
            texts.ensureCapacity(likelyTexts());
        }
        texts.add(text);
        return text;
    }

    private int likelyTexts() {
        return Math.min(Math.max(FEW, bytes.length / BYTES_OF_A_TEXT), MANY);
    }

    private String wide(int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) ((bytes[at + 2 * i] & 0xFF) << 8 | (bytes[at + 2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    public @Nullable Channel channelOrNull() {
        String name = nameOrNull();
        return name == null ? null : channel(name);
    }

    public Channel channel() {
        return channel(name());
    }

    private static Channel channel(String name) {
        Channel wellKnown = WELL_KNOWN_CHANNELS.get(name);
        return wellKnown == null ? new Channel(name) : wellKnown;
    }

    public @Nullable Instant timeOrNull(Instant base) {
        long tagged = unsigned();
        long value = tagged >>> 2;
        return switch ((int) (tagged & 3)) {
            case PackedWriter.TIME_NULL -> null;
            case PackedWriter.TIME_FAR -> Instant.ofEpochSecond(signed(), unsigned() * 1_000_000);
            case PackedWriter.TIME_SECONDS -> after(base, unzigzag(value) * 1000);
            default -> after(base, unzigzag(value));
        };
    }

    /** The very same instant if there is nothing between. */
    private static Instant after(Instant base, long millis) {
        return millis == 0 && base.getNano() % 1_000_000 == 0
                ? base
                : Instant.ofEpochMilli(base.toEpochMilli() + millis);
    }

    public Instant time(Instant base) {
        Instant time = timeOrNull(base);
        if (time == null) {
            throw missing("instant");
        }
        return time;
    }

    /** The constant that a wire code stands for. */
    public <E> E coded(List<E> codes) {
        int code = octet();
        if (code >= codes.size()) {
            throw new IllegalArgumentException("packed bytes are damaged: code " + code + " at byte " + (at - 1)
                    + " is above " + (codes.size() - 1) + ". Maybe a newer version of Tact wrote them");
        }
        return codes.get(code);
    }

    /** Says that nothing may follow. */
    public void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException(
                    "packed bytes are damaged: " + (bytes.length - at) + " bytes too many after byte " + at);
        }
    }

    private IllegalArgumentException truncated() {
        return new IllegalArgumentException(
                "packed bytes are damaged: " + bytes.length + " bytes are too few, at byte " + at);
    }

    private IllegalArgumentException missing(String what) {
        return new IllegalArgumentException("packed bytes are damaged: no " + what + " before byte " + at);
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
