package io.tact.registers;

import static io.tact.registers.ChangeThread.await;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.port.OperatorStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Do-not-call lists in the store. A list's hashes are pieces under the number of their generation; a head names the
 * generation that is in force: {@code octet format (1) · time asOf · unsigned generation · unsigned entries}. The head is
 * written last, so a list is there whole or not at all, and pieces without a head are what an upload left that did not come
 * to its end. Blocks; for one thread at a time.
 */
final class ListStore {
    private static final String HEADS = "list";
    private static final String PIECES = "list-piece";
    private static final String KEY = "list-key";
    private static final String ONLY = "sip";
    private static final int FORMAT = 1;
    private static final int HASHES_PER_PIECE = 65_536;

    private final OperatorStore store;
    private final ListHash hash;

    ListStore(OperatorStore store) {
        this.store = store;
        this.hash = new ListHash(key(store));
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

    /** Every list in force. What belongs to none is removed. */
    List<DoNotCallList> load() {
        Set<String> pieces = await(store.ids(PIECES));
        List<DoNotCallList> lists = new ArrayList<>();
        Set<String> orphans = new TreeSet<>(pieces);
        await(store.all(HEADS)).forEach((name, head) -> {
            DoNotCallList list = load(name, head, pieces);
            lists.add(list);
            orphans.removeIf(piece -> piece.startsWith(prefix(list.generation())));
        });
        orphans.forEach(piece -> await(store.remove(PIECES, piece)));
        return lists;
    }

    private DoNotCallList load(String name, byte[] head, Set<String> pieces) {
        PackedReader in = new PackedReader(head);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "list " + name + " has format " + format + ". Maybe a newer version of Tact stored it");
        }
        Instant asOf = in.time(Instant.EPOCH);
        long generation = in.unsigned();
        long entries = in.unsigned();
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
        return new DoNotCallList(name, asOf, generation, hash, hashes);
    }

    /** Makes a list durable beside the one in force, and then puts it in its place. */
    DoNotCallList save(String name, Instant asOf, long generation, HashParts hashes) {
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

    private static byte[] head(DoNotCallList list) {
        PackedWriter out = new PackedWriter();
        out.octet(FORMAT);
        out.time(list.asOf(), Instant.EPOCH);
        out.unsigned(list.generation());
        out.unsigned(list.entries());
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
