package io.tact.policy;

import io.tact.history.ContactHistory;
import io.tact.model.AttributeSource;
import io.tact.model.Subscriber;
import java.time.Instant;
import java.time.ZoneId;

/**
 * All that contact policy may look at.
 *
 * @param now the instant to judge for
 * @param zone the subscriber's time zone
 * @param subscriber the subscriber
 * @param history the account's history
 * @param attributes the values that conditions compare
 */
public record Situation(
        Instant now, ZoneId zone, Subscriber subscriber, ContactHistory history, AttributeSource attributes) {}
