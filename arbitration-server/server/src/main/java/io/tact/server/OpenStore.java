package io.tact.server;

import io.tact.port.DurableStore;
import io.tact.port.OperatorStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The durable truth of a node, opened; both sides may be one object.
 *
 * @param contacts what is known of subscribers, and decisions
 * @param operators what operators set
 * @param clockAhead how far the store's clock is ahead of this node's; empty if it has none or did not say
 */
record OpenStore(DurableStore contacts, OperatorStore operators, Supplier<Optional<Duration>> clockAhead)
        implements AutoCloseable {

    /** A store without a clock of its own. */
    OpenStore(DurableStore contacts, OperatorStore operators) {
        this(contacts, operators, Optional::empty);
    }

    @Override
    public void close() {
        operators.close();
        contacts.close();
    }
}
