package io.tact.server;

import io.tact.port.DurableStore;
import io.tact.port.OperatorStore;

/**
 * The durable truth of a node, opened; both sides may be one object.
 *
 * @param contacts what is known of subscribers, and decisions
 * @param operators what operators set
 */
record OpenStore(DurableStore contacts, OperatorStore operators) implements AutoCloseable {
    @Override
    public void close() {
        operators.close();
        contacts.close();
    }
}
