package io.tact.registers;

import io.tact.model.Suspension;
import io.tact.port.OperatorStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The kill switches that are set. Safe for any thread. */
public final class SuspensionRegister implements AutoCloseable {
    /** The most suspensions that are set at once: every decision records them all. */
    public static final int MOST = 256;

    private static final String KIND = "suspension";

    private final OperatorStore store;
    private final ChangeThread changes = new ChangeThread("suspensions");
    private final Runnable changed;
    private volatile List<Suspension> current;

    private SuspensionRegister(OperatorStore store, Runnable changed) {
        this.store = store;
        this.changed = changed;
        this.current = stored();
    }

    /** @param changed told of every change made here */
    static SuspensionRegister open(OperatorStore store, Runnable changed) {
        return new SuspensionRegister(store, changed);
    }

    private List<Suspension> stored() {
        List<Suspension> stored = new ArrayList<>();
        ChangeThread.await(store.all(KIND)).forEach((id, bytes) -> stored.add(SuspensionBytes.read(id, bytes)));
        return sorted(stored);
    }

    /** Reads what is in the store, whoever put it there. Fails if that cannot be. */
    CompletionStage<Void> reload() {
        return changes.run(() -> {
            current = stored();
            return null;
        });
    }

    /** How a suspension was taken. */
    public sealed interface Taken {
        /** It holds. @param fresh whether there was none of that id before */
        record Set(Suspension suspension, boolean fresh) implements Taken {}

        /** There are {@value SuspensionRegister#MOST} already. */
        record TooMany() implements Taken {}
    }

    /** Those that are set, by id; also ones that have ended and were not taken away. */
    public List<Suspension> current() {
        return current;
    }

    /**
     * Sets a suspension; one of that id is replaced. One that stops the same as before has stopped it since then.
     *
     * @return when it is durable and every later decision obeys
     */
    public CompletionStage<Taken> set(Suspension said) {
        return changes.run(() -> {
            current = stored();
            Suspension before = find(said.id());
            if (before == null && current.size() >= MOST) {
                return new Taken.TooMany();
            }
            Suspension suspension = before == null ? said : goingOn(before, said);
            ChangeThread.await(store.put(KIND, suspension.id(), SuspensionBytes.of(suspension)));
            replace(suspension.id(), suspension);
            return new Taken.Set(suspension, before == null);
        });
    }

    private static Suspension goingOn(Suspension before, Suspension said) {
        boolean same = before.target() == said.target() && before.value().equals(said.value());
        boolean running = before.endsAt() == null || said.at().isBefore(before.endsAt());
        return same && running && before.at().isBefore(said.at())
                ? new Suspension(said.id(), said.target(), said.value(), said.reason(), before.at(), said.endsAt())
                : said;
    }

    /**
     * Takes a suspension away.
     *
     * @return it as it was, when it is durably gone; empty if there is none of that id
     */
    public CompletionStage<Optional<Suspension>> remove(String id) {
        return changes.run(() -> {
            current = stored();
            Suspension before = find(id);
            if (before != null) {
                ChangeThread.await(store.remove(KIND, id));
                replace(id, null);
            }
            return Optional.ofNullable(before);
        });
    }

    private @Nullable Suspension find(String id) {
        return current.stream().filter(s -> s.id().equals(id)).findFirst().orElse(null);
    }

    private void replace(String id, @Nullable Suspension by) {
        List<Suspension> all = new ArrayList<>(current);
        all.removeIf(s -> s.id().equals(id));
        if (by != null) {
            all.add(by);
        }
        current = sorted(all);
        changed.run();
    }

    private static List<Suspension> sorted(List<Suspension> all) {
        return all.stream().sorted(Comparator.comparing(Suspension::id)).toList();
    }

    @Override
    public void close() {
        changes.close();
    }
}
