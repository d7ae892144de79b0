package io.tact.http;

import io.tact.arbitration.Mandate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Takes subscribers, one per line: what {@code PUT} takes, with the {@code id}. */
final class SubscriberLines implements LineSink {
    private final Services services;

    SubscriberLines(Services services) {
        this.services = services;
    }

    @Override
    public String kind() {
        return "subscribers";
    }

    @Override
    public CompletionStage<List<LineError>> take(List<NdjsonLines.Line> lines, Mandate by, Instant now) {
        ReadLines<SubscriberReader.Said> said = ReadLines.of(lines, bytes -> read(bytes, now));
        return InTurn.perOwner(said.read(), line -> owner(line.value()), line -> services.accounts()
                        .enrol(line.value().subscriber(), line.value().account(), now))
                .thenApply(enrolled -> said.errors());
    }

    /** Members of one account change one record: they go one after the other. */
    private static String owner(SubscriberReader.Said said) {
        return said.account() == null ? "s:" + said.subscriber().id() : "a:" + said.account();
    }

    private SubscriberReader.Said read(byte[] bytes, Instant now) {
        Errors errors = new Errors();
        SubscriberReader.Said said =
                new SubscriberReader(services.active().get().ruleset(), now, errors).read(Json.parse(bytes), null);
        errors.check();
        return Objects.requireNonNull(said);
    }
}
