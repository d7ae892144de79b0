package io.tact.server;

import io.tact.geography.DataVersions;
import io.tact.grid.GridNode;
import io.tact.metrics.TactMetrics;
import io.tact.registers.OperatorRegisters;
import io.tact.registers.SharedRegisters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a node shares with the others: the truth, the grid over it, and what operators said.
 *
 * @param store where the truth is kept
 * @param format which data format is written
 * @param grid what is in memory
 * @param registers what operators said, as it is in the store
 * @param shared the same where other nodes may change it too; null for a node alone
 * @param active the activation
 */
record Ground(
        OpenStore store,
        AgreedFormat format,
        GridNode grid,
        OperatorRegisters registers,
        @Nullable SharedRegisters shared,
        ActiveEpoch active) {

    /** Has it counted. */
    void watch(TactMetrics metrics) {
        metrics.watchSuspensions(() -> registers.suspensions().current().size());
        metrics.watchCluster(grid::membersSeen, grid::partitionsOwned);
        metrics.watchFormat(() -> format.written().number(), () -> format.read().number());
        metrics.watchStore(() -> store.contacts().unhealthy().isEmpty(), store.clockAhead());
        DataVersions data = Geography.versions();
        metrics.restsOn(Map.of(
                "clocks", data.clocks(),
                "country_zones", data.countryZones(),
                "numbers", data.numbers(),
                "number_areas", data.numberAreas(),
                "holidays", data.holidays()));
    }

    /** What must be well for requests to be served; each says why it is not. */
    Map<String, Supplier<Optional<String>>> checks(Drain drain) {
        Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
        checks.put("node", drain::unready);
        checks.put("store", store.contacts()::unhealthy);
        checks.put("grid", grid::unhealthy);
        checks.put("format", format::refusal);
        checks.put("ruleset", active::unhealthy);
        if (shared != null) {
            checks.put("registers", shared::unhealthy);
        }
        return checks;
    }
}
