package io.tact.registers;

import io.tact.policy.Registers;
import io.tact.port.OperatorStore;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** The registers of a node. Safe for any thread. */
public final class OperatorRegisters implements AutoCloseable {
    private final SuspensionRegister suspensions;
    private final ListRegister lists;

    private OperatorRegisters(SuspensionRegister suspensions, ListRegister lists) {
        this.suspensions = suspensions;
        this.lists = lists;
    }

    /**
     * Reads what is in the store. Blocks, for long lists seconds.
     *
     * @param store where they are kept; not closed with them
     * @param capacity how many entries all lists may have together; one takes 8 bytes of heap, and while a list is replaced
     *     both count
     * @param clock for the names of what is stored
     * @param changed told of every change made here, once it is durable; on a thread that it must not block
     * @throws IllegalArgumentException if what is stored is damaged
     */
    public static OperatorRegisters open(OperatorStore store, long capacity, Clock clock, Runnable changed) {
        return new OperatorRegisters(
                SuspensionRegister.open(store, changed), ListRegister.open(store, capacity, clock, changed));
    }

    /** Reads anew what is in the store, whoever put it there. Fails if that cannot be; then all is as before. */
    public CompletionStage<Void> reload() {
        return suspensions.reload().thenCombine(lists.reload(), (one, other) -> one);
    }

    /** What decisions read at this moment. Cheap. */
    public Registers current() {
        return new Registers(lists.current(), suspensions.current());
    }

    public SuspensionRegister suspensions() {
        return suspensions;
    }

    public ListRegister lists() {
        return lists;
    }

    /** Ends after the changes under way are durable. Idempotent. */
    @Override
    public void close() {
        suspensions.close();
        lists.close();
    }
}
