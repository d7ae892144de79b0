package io.tact.server;

import io.tact.arbitration.ActiveRuleset;
import io.tact.port.Activation;
import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.ruleset.RulesetVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ruleset of this node under the epoch that is active in the store, whoever activated it. The version that this node
 * has is taken over under its new epoch at once; while another version is active, this node decides nothing. Safe for any
 * thread.
 */
final class ActiveEpoch implements Supplier<ActiveRuleset> {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveEpoch.class);

    private final ContactStore store;
    private final LongFunction<ActiveRuleset> ofEpoch;
    private final Consumer<ActiveRuleset> taken;
    private volatile ActiveRuleset active;
    private volatile @Nullable String foreign;

    /**
     * @param first the epoch of this node's own activation
     * @param ofEpoch its ruleset under an epoch
     * @param taken told of every epoch that is taken over later
     */
    ActiveEpoch(ContactStore store, long first, LongFunction<ActiveRuleset> ofEpoch, Consumer<ActiveRuleset> taken) {
        this.store = store;
        this.ofEpoch = ofEpoch;
        this.taken = taken;
        this.active = ofEpoch.apply(first);
    }

    /** What to decide with. @throws CouldNotDecideException if this node does not have the version that is active */
    @Override
    public ActiveRuleset get() {
        String why = foreign;
        if (why != null) {
            throw new CouldNotDecideException(why);
        }
        return active;
    }

    /** What this node has, whether or not it is active. */
    ActiveRuleset own() {
        return active;
    }

    /** Why this node may not decide, if another version is active. */
    Optional<String> unhealthy() {
        return Optional.ofNullable(foreign);
    }

    /** Asks the store what is active and takes it over. Completes when that is done, also if the store does not say. */
    CompletionStage<Void> refresh() {
        CompletionStage<Optional<Activation>> asked;
        try {
            asked = store.active();
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        return asked.handle((activation, failure) -> {
            if (failure != null) {
                LOG.warn("the store did not say which ruleset is active: {}", failure.toString());
            } else {
                activation.ifPresent(this::take);
            }
            return null;
        });
    }

    private synchronized void take(Activation now) {
        RulesetVersion mine = active.ruleset().version();
        if (!now.version().equals(mine)) {
            if (foreign == null) {
                LOG.warn(
                        "epoch {} is of {} {}, which this node does not have",
                        now.epoch(),
                        now.version().name(),
                        now.version().hash());
            }
            foreign = "this node has ruleset " + mine.name() + " version " + mine.hash() + ", and "
                    + now.version().name() + " version " + now.version().hash()
                    + " is active. Maybe start it again with that one";
            return;
        }
        if (now.epoch() > active.epoch()) {
            active = ofEpoch.apply(now.epoch());
            taken.accept(active);
            LOG.info("epoch {} is active", now.epoch());
        }
        foreign = null;
    }
}
