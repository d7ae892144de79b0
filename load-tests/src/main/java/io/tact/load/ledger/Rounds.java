package io.tact.load.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Rounds of several contenders in turn, and what was measured. For one thread. */
final class Rounds {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Duration length;
    private final Map<Contender, List<Round>> measured = new LinkedHashMap<>();

    Rounds(Duration length) {
        this.length = length;
    }

    /**
     * One round of one contender.
     *
     * @param perSecond contacts granted and durable each second
     * @param p50Micros from asking, a whole pipeline where there is one, to the answer
     * @param p99Micros the same
     */
    record Round(double perSecond, long p50Micros, long p99Micros) {}

    /** Lets each contender run for the length of a round, one after the other, and remembers what it did. */
    void each(List<Contender> contenders, int inFlight) throws Exception {
        for (Contender contender : contenders) {
            measured.computeIfAbsent(contender, c -> new ArrayList<>()).add(run(contender, inFlight));
        }
    }

    /** Forgets what was measured so far. */
    void forget() {
        measured.clear();
    }

    private Round run(Contender contender, int inFlight) throws Exception {
        List<Lane> lanes = contender.lanes(inFlight);
        Tally tally = new Tally();
        try {
            long begun = System.nanoTime();
            long end = begun + length.toNanos();
            List<Thread> threads = new ArrayList<>();
            for (Lane lane : lanes) {
                Thread thread = new Thread(() -> drive(lane, end, tally), contender.name());
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join(length.plus(PATIENCE).toMillis());
                if (thread.isAlive()) {
                    throw new IllegalStateException(contender.name() + " did not answer for a minute");
                }
            }
            double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
            tally.requireAlive(contender.name());
            return new Round(tally.granted() / seconds, tally.percentileMicros(50), tally.percentileMicros(99));
        } finally {
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }

    private static void drive(Lane lane, long end, Tally tally) {
        try {
            while (System.nanoTime() < end) {
                lane.step(tally);
            }
            lane.finish(tally);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            tally.failed(e);
        }
    }

    /** The round in the middle. */
    Round median(Contender contender) {
        List<Round> rounds = sorted(rounds(contender));
        return rounds.get(rounds.size() / 2);
    }

    /** Of several, the one whose median is highest. */
    Contender best(List<? extends Contender> contenders) {
        return contenders.stream()
                .max(Comparator.comparingDouble(c -> median(c).perSecond()))
                .orElseThrow();
    }

    /** How many times as fast one is as the other, round by round, from the least to the most. */
    List<Double> ratios(Contender one, Contender other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds(one).size(); i++) {
            ratios.add(rounds(one).get(i).perSecond() / rounds(other).get(i).perSecond());
        }
        ratios.sort(Comparator.naturalOrder());
        return ratios;
    }

    private List<Round> rounds(Contender contender) {
        return measured.getOrDefault(contender, List.of());
    }

    private static List<Round> sorted(List<Round> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Round::perSecond))
                .toList();
    }
}
