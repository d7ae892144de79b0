package io.tact.model;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every treatment of a ruleset, with the index that finds the candidates of a request. A treatment's ordinal is its
 * place in the catalogue; sets of treatments are bit sets over ordinals.
 */
public final class Catalogue {
    private final List<Treatment> treatments;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Map<Channel, BitSet> byChannel = new HashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, BitSet> byCampaign = new HashMap<>();
    private final Map<Direction, BitSet> byDirection = new HashMap<>();
    private final NavigableSet<Instant> boundaries = new TreeSet<>();
    private volatile @Nullable Running running;

    /** Which treatments run at every instant of {@code [from, until)}. */
    private record Running(Instant from, Instant until, BitSet treatments) {}

    /** @throws IllegalArgumentException if a treatment id appears twice */
    public Catalogue(List<Treatment> treatments) {
        this.treatments = List.copyOf(treatments);
        for (int i = 0; i < this.treatments.size(); i++) {
            Treatment t = this.treatments.get(i);
            if (ordinals.put(t.id(), i) != null) {
                throw new IllegalArgumentException("treatment " + t.id() + " is in the catalogue twice");
            }
            byChannel.computeIfAbsent(t.slot().channel(), c -> new BitSet()).set(i);
            channels.putIfAbsent(t.slot().channel().name(), t.slot().channel());
            byCampaign.computeIfAbsent(t.campaign(), c -> new BitSet()).set(i);
            byDirection.computeIfAbsent(t.slot().direction(), d -> new BitSet()).set(i);
            if (t.starts() != null) {
                boundaries.add(t.starts());
            }
            if (t.ends() != null) {
                boundaries.add(t.ends());
            }
        }
    }

    public List<Treatment> treatments() {
        return treatments;
    }

    public int size() {
        return treatments.size();
    }

    public Treatment get(int ordinal) {
        return treatments.get(ordinal);
    }

    /** The ordinal of a treatment, or −1 if there is none of that id. */
    public int ordinal(String treatment) {
        Integer ordinal = ordinals.get(treatment);
        return ordinal == null ? -1 : ordinal;
    }

    public boolean hasCampaign(String campaign) {
        return byCampaign.containsKey(campaign);
    }

    public boolean hasChannel(Channel channel) {
        return byChannel.containsKey(channel);
    }

    /** The channel of that name, if a treatment is for it. */
    public @Nullable Channel channel(String name) {
        return channels.get(name);
    }

    /** The channels of its treatments. */
    public Set<Channel> channels() {
        return Collections.unmodifiableSet(byChannel.keySet());
    }

    /** The treatments of one campaign; empty if there is none of that name. */
    public BitSet ofCampaign(String campaign) {
        return copyOf(byCampaign.get(campaign));
    }

    /**
     * The candidates of a request: running at {@code now}, of that direction, on one of the channels and of one of the
     * campaigns; an empty collection stands for all of them.
     */
    public BitSet candidates(
            Instant now, Direction direction, Collection<Channel> channels, Collection<String> campaigns) {
        BitSet found = copyOf(runningAt(now));
        BitSet inDirection = byDirection.get(direction);
        if (inDirection == null) {
            return new BitSet();
        }
        found.and(inDirection);
        if (!channels.isEmpty()) {
            found.and(union(byChannel, channels));
        }
        if (!campaigns.isEmpty()) {
            found.and(union(byCampaign, campaigns));
        }
        return found;
    }

    private BitSet runningAt(Instant now) {
        Running last = running;
        if (last == null || now.isBefore(last.from) || !now.isBefore(last.until)) {
            last = computeRunning(now);
            running = last;
        }
        return last.treatments;
    }

    private Running computeRunning(Instant now) {
        BitSet set = new BitSet(treatments.size());
        for (int i = 0; i < treatments.size(); i++) {
            set.set(i, treatments.get(i).runsAt(now));
        }
        Instant from = boundaries.floor(now);
        Instant until = boundaries.higher(now);
        return new Running(from == null ? Instant.MIN : from, until == null ? Instant.MAX : until, set);
    }

    private static <K> BitSet union(Map<K, BitSet> index, Collection<K> keys) {
        BitSet all = new BitSet();
        for (K key : keys) {
            BitSet one = index.get(key);
            if (one != null) {
                all.or(one);
            }
        }
        return all;
    }

    private static BitSet copyOf(@Nullable BitSet set) {
        return set == null ? new BitSet() : (BitSet) set.clone();
    }
}
