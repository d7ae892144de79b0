package io.tact.grid;

import com.hazelcast.map.IMap;
import io.tact.history.LedgerKey;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import io.tact.port.Formats;
import org.jspecify.annotations.Nullable;

/** A real member that tests may look into: its records, and ledgers whose way to them a test has put itself into. */
public final class GridUnderTest implements AutoCloseable {
    private static final int MEBIBYTES = 4;

    private final GridNode node;
    private volatile Held.@Nullable Holder holder;

    public GridUnderTest(String name) {
        node = GridNode.start(new GridSettings(name, MEBIBYTES, MEBIBYTES, new Membership.Alone()));
        Held.on(node.member()).add(new Held.Holder() {
            @Override
            public void overtaken(LedgerKey key, long version) {
                Held.Holder now = holder;
                if (now != null) {
                    now.overtaken(key, version);
                }
            }

            @Override
            public void sweep() {
                Held.Holder now = holder;
                if (now != null) {
                    now.sweep();
                }
            }
        });
    }

    public IMap<String, byte[]> records() {
        return node.records();
    }

    /** The ledger of a process that has just started, in the place of the one there was. */
    public ContactLedger ledger(IMap<String, byte[]> records, ContactStore store) {
        HazelcastContactLedger ledger = new HazelcastContactLedger(
                new GridRecords(records, Runnable::run),
                node.ownership(),
                store,
                (long) MEBIBYTES << 20,
                Formats.NEWEST);
        holder = ledger;
        return ledger;
    }

    @Override
    public void close() {
        node.close();
    }
}
