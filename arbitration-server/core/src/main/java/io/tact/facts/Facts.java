package io.tact.facts;

import io.tact.history.ContactHistory;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeSource;
import io.tact.model.AttributeValue;
import io.tact.model.Dictionary;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * All that rules may look at in one decision.
 *
 * @param dictionary the data dictionary
 * @param request what was asked
 * @param profile the subscriber's attributes
 * @param subscriber the subscriber
 * @param history the account's history
 * @param now the instant of the decision
 * @param where where the subscriber may be
 */
public record Facts(
        Dictionary dictionary,
        Request request,
        Profile profile,
        Subscriber subscriber,
        ContactHistory history,
        Instant now,
        Whereabouts where)
        implements AttributeSource {

    /** The subscriber's time zone; the one to show where it may be one of several. */
    public ZoneId zone() {
        return where.zone();
    }

    /** Today on the subscriber's calendar. */
    public LocalDate today() {
        return request.getToday();
    }

    @Override
    public @Nullable AttributeValue value(int ordinal) {
        Attribute attribute = dictionary.attributes().get(ordinal);
        return attribute.scope() == AttributeScope.PROFILE ? profile.value(ordinal) : request.value(ordinal);
    }
}
