package io.tact.policy;

import io.tact.model.Subscriber;
import io.tact.model.Suspension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the registers one decision can see, small enough to be recorded with it: so that it can be decided again when
 * the registers have changed.
 *
 * @param lists what the do-not-call lists say of the subscriber's own addresses
 * @param suspensions every suspension that is set
 */
public record RegisterExtract(List<Extract> lists, List<Suspension> suspensions) {
    /** Nothing is on a register. */
    public static final RegisterExtract NONE = new RegisterExtract(List.of(), List.of());

    public RegisterExtract {
        lists = List.copyOf(lists);
        suspensions = List.copyOf(suspensions);
    }

    /**
     * What one list says.
     *
     * @param list the list's name
     * @param asOf when it was obtained
     * @param listed which of the subscriber's addresses are on it
     */
    public record Extract(String list, Instant asOf, Set<String> listed) implements DoNotCallLists.Listing {
        public Extract {
            listed = Set.copyOf(listed);
        }

        @Override
        public boolean contains(String address) {
            return listed.contains(address);
        }
    }

    /**
     * @param names the lists that the ruleset asks
     * @param line a line that the request names; null for none
     */
    public static RegisterExtract of(
            Registers registers, Collection<String> names, Subscriber subscriber, @Nullable String line) {
        if (names.isEmpty() && registers.suspensions().isEmpty()) {
            return NONE;
        }
        List<Extract> lists = new ArrayList<>();
        for (String name : names) {
            DoNotCallLists.Listing listing = registers.lists().find(name);
            if (listing != null) {
                lists.add(new Extract(name, listing.asOf(), listed(listing, subscriber, line)));
            }
        }
        return new RegisterExtract(lists, registers.suspensions());
    }

    private static Set<String> listed(DoNotCallLists.Listing listing, Subscriber subscriber, @Nullable String line) {
        Set<String> listed = new LinkedHashSet<>();
        Stream.of(
                        subscriber.lines(),
                        subscriber.emails(),
                        subscriber.devices(),
                        line == null ? List.<String>of() : List.of(line))
                .flatMap(List::stream)
                .filter(listing::contains)
                .forEach(listed::add);
        return listed;
    }

    /** The registers as far as the decision can see them. */
    public Registers registers() {
        return new Registers(this::find, suspensions);
    }

    private @Nullable Extract find(String name) {
        for (Extract extract : lists) {
            if (extract.list().equals(name)) {
                return extract;
            }
        }
        return null;
    }
}
