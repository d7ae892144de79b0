package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.port.Formats;
import io.tact.port.StoredRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The records that this node does not hold itself: those of the grid, then the store's, which the grid is then told. */
final class UnheldRecords {
    private final SharedRecords grid;
    private final Ownership ownership;
    private final ContactStore store;
    private final Formats formats;

    UnheldRecords(SharedRecords grid, Ownership ownership, ContactStore store, Formats formats) {
        this.grid = grid;
        this.ownership = ownership;
        this.store = store;
        this.formats = formats;
    }

    /**
     * What was found.
     *
     * @param place where it belongs, asked before it was read
     */
    record Found(LedgerRecord record, Ownership.Place place, byte[] packed) {}

    /** Reads a record; empty if there is none. Never throws: whoever waits for the read must be told. */
    CompletionStage<Optional<Found>> find(LedgerKey key) {
        try {
            return fetch(key, ownership.placeOf(key));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new CouldNotDecideException("a record could not be read", e));
        }
    }

    private CompletionStage<Optional<Found>> fetch(LedgerKey key, Ownership.Place place) {
        if (!ownership.isAwake()) {
            return load(key, place);
        }
        return grid.find(key, ownership.isAlone())
                .thenCompose(bytes -> bytes == null
                        ? load(key, place)
                        : CompletableFuture.completedFuture(Optional.of(found(key, place, bytes))));
    }

    private CompletionStage<Optional<Found>> load(LedgerKey key, Ownership.Place place) {
        return store.load(key).thenApply(stored -> {
            stored.map(StoredRecord::bytes)
                    .ifPresent(bytes -> grid.tell(key, new InstallIfNewer(bytes, ownership.isMine(place))));
            return stored.map(s -> found(key, place, s.bytes()));
        });
    }

    private Found found(LedgerKey key, Ownership.Place place, byte[] bytes) {
        int format = RecordCodec.formatOf(bytes);
        int read = formats.read().records();
        if (format > read) {
            throw new CouldNotDecideException("a record is of format " + format + ", and this node reads up to format "
                    + read + ". Maybe start the version of Tact here that the other nodes run");
        }
        return new Found(RecordCodec.decode(key, bytes), place, bytes);
    }
}
