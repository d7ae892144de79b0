package io.tact.arbitration;

import io.tact.model.Treatment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What settles ties in the ranking of one decision; asked only where there is one. */
interface Ties {
    /** When the treatment's offer last reached this subscriber; null for never. */
    @Nullable Instant lastOffered(Treatment treatment);

    /** A hash of subscriber, treatment and local day: even over subscribers and days, and the same whenever it is asked for. */
    long hash(Treatment treatment);
}
