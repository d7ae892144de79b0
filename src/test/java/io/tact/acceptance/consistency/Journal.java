package io.tact.acceptance.consistency;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** All that was sent, answered and done to the nodes; entries are only added. Safe for any thread. */
final class Journal {
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<Note> notes = new ConcurrentLinkedQueue<>();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    /** Something done to the nodes, at a time of the clients' clock. */
    record Note(long at, String what) {}

    long nextDelivery() {
        return deliveries.incrementAndGet();
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
        if (attempt.isOk()) {
            answered.incrementAndGet();
        }
    }

    void note(String what) {
        add(new Note(System.nanoTime(), what));
    }

    void add(Note note) {
        notes.add(note);
    }

    /** How many attempts were answered with 200 so far. */
    long answered() {
        return answered.get();
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }

    /** Writes everything as one JSON object per line, for people to look into. */
    void save(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (Note note : notes) {
                    out.write(Json.object()
                            .put("at", note.at())
                            .put("note", note.what())
                            .toString());
                    out.newLine();
                }
                for (Attempt attempt : attempts) {
                    out.write(line(attempt));
                    out.newLine();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Attempt attempt) {
        return Json.object()
                .put("delivery", attempt.delivery())
                .put("turn", attempt.turn())
                .put("node", attempt.node())
                .put("kind", attempt.intent().kind().name())
                .put("subscriber", attempt.intent().subscriber())
                .put("path", attempt.intent().path())
                .put("key", attempt.intent().key())
                .put("body", attempt.intent().body())
                .put("sent", attempt.sent())
                .put("received", attempt.received())
                .put("status", attempt.status())
                .put("answer", attempt.body())
                .toString();
    }
}
