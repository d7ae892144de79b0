package io.tact.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The do-not-call lists that are loaded. Safe for any thread. */
public interface DoNotCallLists {
    /** None is loaded. */
    DoNotCallLists NONE = name -> null;

    /** One list as it was obtained from whoever keeps it. */
    interface Listing {
        /** When it was obtained. */
        Instant asOf();

        /** Whether a number or an address is on it. */
        boolean contains(String address);
    }

    /** The list of that name; null if it was never loaded. */
    @Nullable Listing find(String name);
}
