package io.tact.budgets;

import io.tact.port.Budgets;
import io.tact.port.Draw;
import java.util.List;

/** Units that were taken out of leases for one commit. */
final class HeldUnits implements Budgets.Taken {
    private final Leases leases;
    private final List<Held> held;

    HeldUnits(Leases leases, List<Held> held) {
        this.leases = leases;
        this.held = List.copyOf(held);
    }

    /** One unit. */
    record Held(Share share, String lease, String reservation) {
        void giveBack() {
            share.giveBack(lease);
        }
    }

    @Override
    public List<Draw> draws() {
        return held.stream().map(h -> new Draw(h.lease(), h.reservation())).toList();
    }

    @Override
    public void giveBack() {
        held.forEach(Held::giveBack);
    }

    @Override
    public void doubt() {
        held.forEach(h -> leases.letGo(h.share(), h.lease()));
        leases.closeDoubtful();
    }
}
