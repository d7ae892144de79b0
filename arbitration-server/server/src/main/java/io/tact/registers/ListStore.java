package io.tact.registers;

import static io.tact.registers.ChangeThread.await;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.port.OperatorStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Do-not-call lists in the store. A list's hashes are pieces under the number of their generation; a head names the
 * generation that is in force: {@code octet format (2) · time asOf · unsigned generation · unsigned entries · blob key}, the
 * key being that of its hashes; format 1 has no key, its lists have the common one. The head is written last, so a list is
 * there whole or not at all, and pieces without a head are what an upload left that did not come to its end, or not yet.
 * Blocks; for one thread at a time, on each of several nodes.
 */
final class ListStore {
    private static final String HEADS = "list";
    private static final String PIECES = "list-piece";
    private static final String KEY = "list-key";
    private static final String ONLY = "sip";
    private static final int FORMAT = 2;
    private static final int WITHOUT_KEY = 1;
    private static final int LOOKS = 5;
    private static final int HASHES_PER_PIECE = 65_536;

    private final OperatorStore store;
    private final byte[] key;
    private final ListHash hash;

    ListStore(OperatorStore store) {
        this.store = store;
        this.key = key(store);
        this.hash = new ListHash(key);
    }

    private static byte[] key(OperatorStore store) {
        Optional<byte[]> known = await(store.find(KEY, ONLY));
        if (known.isPresent()) {
            return known.get();
        }
        byte[] key = new byte[ListHash.KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        await(store.put(KEY, ONLY, key));
        return key;
    }

    ListHash hash() {
        return hash;
    }

    /**
     * Every list in force, by name. One that another node replaces meanwhile is read again.
     *
     * @param known lists that need not be read again if they are still in force
     */
    Map<String, DoNotCallList> load(Map<String, DoNotCallList> known) {
        for (int look = 1; ; look++) {
            Map<String, byte[]> heads = await(store.all(HEADS));
            try {
                return load(heads, known);
            } catch (IllegalArgumentException damaged) {
                if (look == LOOKS || isSame(heads, await(store.all(HEADS)))) {
                    throw damaged;
                }
            }
        }
    }

    private static boolean isSame(Map<String, byte[]> some, Map<String, byte[]> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), others.get(e.getKey())));
    }

    private Map<String, DoNotCallList> load(Map<String, byte[]> heads, Map<String, DoNotCallList> known) {
        Map<String, DoNotCallList> lists = new TreeMap<>();
        Set<String> pieces = Set.of();
        for (Map.Entry<String, byte[]> head : heads.entrySet()) {
            DoNotCallList before = known.get(head.getKey());
            if (before != null && before.generation() == generation(head.getKey(), head.getValue())) {
                lists.put(head.getKey(), before);
            } else {
                pieces = pieces.isEmpty() ? await(store.ids(PIECES)) : pieces;
                lists.put(head.getKey(), load(head.getKey(), head.getValue(), pieces));
            }
        }
        return lists;
    }

    /** Removes what belongs to no list and was stored under numbers below one. */
    void removeOrphans(long below) {
        Set<String> inForce = new TreeSet<>();
        await(store.all(HEADS)).forEach((name, head) -> inForce.add(prefix(generation(name, head))));
        for (String piece : await(store.ids(PIECES))) {
            boolean old = piece.compareTo(prefix(below)) < 0;
            if (old && inForce.stream().noneMatch(piece::startsWith)) {
                await(store.remove(PIECES, piece));
            }
        }
    }

    private static PackedReader open(String name, byte[] head) {
        PackedReader in = new PackedReader(head);
        int format = in.octet();
        if (format != FORMAT && format != WITHOUT_KEY) {
            throw new IllegalArgumentException(
                    "list " + name + " has format " + format + ". Maybe a newer version of Tact stored it");
        }
        return in;
    }

    private static long generation(String name, byte[] head) {
        PackedReader in = open(name, head);
        in.time(Instant.EPOCH);
        return in.unsigned();
    }

    private DoNotCallList load(String name, byte[] head, Set<String> pieces) {
        PackedReader in = open(name, head);
        Instant asOf = in.time(Instant.EPOCH);
        long generation = in.unsigned();
        long entries = in.unsigned();
        ListHash hashed = head[0] == WITHOUT_KEY ? hash : new ListHash(in.blob());
        in.end();
        HashParts hashes = new HashParts();
        for (String piece : pieces) {
            if (piece.startsWith(prefix(generation))) {
                ByteBuffer stored =
                        ByteBuffer.wrap(await(store.find(PIECES, piece)).orElse(new byte[0]));
                while (stored.remaining() >= Long.BYTES) {
                    hashes.add(stored.getLong());
                }
            }
        }
        for (int part = 0; part < HashParts.PARTS; part++) {
            hashes.sorted(part);
        }
        if (hashes.size() != entries) {
            throw new IllegalArgumentException("list " + name + " is damaged: it has " + hashes.size()
                    + " entries, not " + entries + ". Maybe restore the data folder from a backup");
        }
        return new DoNotCallList(name, asOf, generation, hashed, hashes);
    }

    /** Makes a list durable beside the one in force, and then puts it in its place. */
    DoNotCallList save(String name, Instant asOf, long generation, ListBuilder built) {
        HashParts hashes = built.hashes();
        for (int part = 0; part < HashParts.PARTS; part++) {
            long[] sorted = hashes.sorted(part);
            for (int from = 0; from < sorted.length; from += HASHES_PER_PIECE) {
                int to = Math.min(sorted.length, from + HASHES_PER_PIECE);
                ByteBuffer piece = ByteBuffer.allocate((to - from) * Long.BYTES);
                for (int i = from; i < to; i++) {
                    piece.putLong(sorted[i]);
                }
                String id =
                        String.format(Locale.ROOT, "%s%02x/%04x", prefix(generation), part, from / HASHES_PER_PIECE);
                await(store.put(PIECES, id, piece.array()));
            }
        }
        DoNotCallList list = new DoNotCallList(name, asOf, generation, hash, hashes);
        await(store.put(HEADS, name, head(list)));
        return list;
    }

    private byte[] head(DoNotCallList list) {
        PackedWriter out = new PackedWriter();
        out.octet(FORMAT);
        out.time(list.asOf(), Instant.EPOCH);
        out.unsigned(list.generation());
        out.unsigned(list.entries());
        out.blob(key);
        return out.toByteArray();
    }

    /** Takes a list out of force. */
    void removeHead(String name) {
        await(store.remove(HEADS, name));
    }

    /** Removes the pieces of a list that is not in force any more. */
    void removePieces(long generation) {
        Set<String> pieces = await(store.ids(PIECES)).stream()
                .filter(piece -> piece.startsWith(prefix(generation)))
                .collect(Collectors.toSet());
        pieces.forEach(piece -> await(store.remove(PIECES, piece)));
    }

    private static String prefix(long generation) {
        return String.format(Locale.ROOT, "%016x/", generation);
    }
}
