package io.tact.registers;

import io.tact.policy.Registers;
import io.tact.port.OperatorStore;

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
     * @throws IllegalArgumentException if what is stored is damaged
     */
    public static OperatorRegisters open(OperatorStore store, long capacity) {
        return new OperatorRegisters(SuspensionRegister.open(store), ListRegister.open(store, capacity));
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
