package io.tact.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often something happened since it was last asked. Of bounded size whatever happens: what comes once so many different
 * things were counted is counted together. Safe for any thread.
 */
final class Tally<K> {
    private final int most;
    private final K others;
    private final Map<K, Long> counts = new ConcurrentHashMap<>();

    /**
     * @param most how many different things are counted for themselves
     * @param others stands for all the rest
     */
    Tally(int most, K others) {
        this.most = most;
        this.others = others;
    }

    void add(K what, long times) {
        boolean room = counts.size() < most || counts.containsKey(what);
        counts.merge(room ? what : others, times, Long::sum);
    }

    /** Everything counted, which is then forgotten. */
    List<Map.Entry<K, Long>> take() {
        List<Map.Entry<K, Long>> taken = new ArrayList<>();
        for (K what : counts.keySet()) {
            Long times = counts.remove(what);
            if (times != null) {
                taken.add(Map.entry(what, times));
            }
        }
        return taken;
    }
}
