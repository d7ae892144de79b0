package io.tact.lifecycle;

import io.tact.arbitration.EarlierRefusals;
import io.tact.history.StopScope;
import io.tact.model.Channel;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import io.tact.port.RefusedAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is kept of addresses that had said no when they were erased, and what follows when one comes back. */
public final class ErasedAddresses implements EarlierRefusals {
    private static final int SHORT_HASH = 16;
    private static final String REASON = "an address of theirs had said no before it was erased";
    private static final String SOURCE = "ERASURE";

    private final Function<Set<String>, CompletionStage<List<RefusedAddress>>> refused;
    private final AddressHash hash;

    /** @param refused where they are kept, by hash */
    public ErasedAddresses(Function<Set<String>, CompletionStage<List<RefusedAddress>>> refused, AddressHash hash) {
        this.refused = refused;
        this.hash = hash;
    }

    @Override
    public CompletionStage<List<Suppression>> of(Subscriber subscriber) {
        Set<String> hashes = new LinkedHashSet<>();
        subscriber.lines().forEach(line -> hashes.add(ofLine(line)));
        subscriber.emails().forEach(email -> hashes.add(ofEmail(email)));
        subscriber.devices().forEach(device -> hashes.add(ofDevice(device)));
        return refused.apply(hashes)
                .thenApply(found -> found.stream().map(this::suppression).toList());
    }

    private Suppression suppression(RefusedAddress address) {
        StopScope scope = StopScope.parse(address.scope());
        String id = "erased-" + hash.of(address.hash() + ' ' + address.scope()).substring(0, SHORT_HASH);
        return new Suppression(
                id,
                scope.channel(),
                scope.purpose(),
                scope.category(),
                scope.sender(),
                REASON,
                SOURCE,
                address.at(),
                scope.until(),
                null);
    }

    /** What must be kept of a subscriber's addresses; a no on one channel is kept of the addresses of that channel. */
    List<RefusedAddress> kept(Subscriber subscriber, Set<StopScope> stops, Instant at) {
        List<RefusedAddress> kept = new ArrayList<>();
        for (StopScope stop : stops) {
            Channel channel = stop.channel();
            if (isOn(channel, "lines")) {
                subscriber.lines().forEach(line -> kept.add(new RefusedAddress(ofLine(line), stop.text(), at)));
            }
            if (isOn(channel, "emails")) {
                subscriber.emails().forEach(email -> kept.add(new RefusedAddress(ofEmail(email), stop.text(), at)));
            }
            if (isOn(channel, "devices")) {
                subscriber.devices().forEach(token -> kept.add(new RefusedAddress(ofDevice(token), stop.text(), at)));
            }
        }
        return kept;
    }

    private static boolean isOn(@Nullable Channel channel, String addresses) {
        return channel == null
                || addresses.equals(
                        switch (channel.name()) {
                            case "EMAIL" -> "emails";
                            case "PUSH" -> "devices";
                            default -> "lines";
                        });
    }

    /** The hash by which an erased subscriber is known to the audit. */
    public String ofSubscriber(String id) {
        return hash.of("subscriber " + id);
    }

    private String ofLine(String line) {
        return hash.of("line " + line);
    }

    private String ofEmail(String email) {
        return hash.of("email " + email.strip().toLowerCase(Locale.ROOT));
    }

    private String ofDevice(String token) {
        return hash.of("device " + token);
    }
}
