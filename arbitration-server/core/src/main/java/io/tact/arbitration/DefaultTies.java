package io.tact.arbitration;

import io.tact.facts.Facts;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Treatment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ties of one decision. Most scores differ, so what settles them is worked out when first asked for. Belongs to one thread. */
final class DefaultTies implements Ties {
    private final Facts facts;
    private StableHash.@Nullable Begun subscriber;
    private @Nullable String localDay;
    private @Nullable Map<String, Instant> lastOffered;

    DefaultTies(Facts facts) {
        this.facts = facts;
    }

    @Override
    public @Nullable Instant lastOffered(Treatment treatment) {
        Map<String, Instant> known = lastOffered;
        if (known == null) {
            known = findLastOffered();
            lastOffered = known;
        }
        return known.get(treatment.offer());
    }

    @Override
    public long hash(Treatment treatment) {
        StableHash.Begun begun = subscriber;
        String day = localDay;
        if (begun == null || day == null) {
            begun = StableHash.begun(facts.subscriber().id());
            subscriber = begun;
            day = facts.today().toString();
            localDay = day;
        }
        return begun.then(treatment.id(), day);
    }

    private Map<String, Instant> findLastOffered() {
        Map<String, Instant> last = new HashMap<>();
        for (Contact contact : facts.history().contacts()) {
            String offer = contact.slot().offer();
            if (offer != null
                    && contact.stored() != ContactState.RELEASED
                    && contact.subscriber().equals(facts.subscriber().id())) {
                last.put(offer, contact.at());
            }
        }
        return last;
    }
}
