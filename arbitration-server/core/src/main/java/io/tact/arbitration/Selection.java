package io.tact.arbitration;

import io.tact.facts.Factors;
import io.tact.model.Contact;
import io.tact.model.Fixed;
import io.tact.model.Treatment;
import org.jspecify.annotations.Nullable;

/**
 * One candidate that is to be sent.
 *
 * @param rank 1 for the best
 * @param treatment what to send
 * @param factors the factors of its score
 * @param score their product
 * @param contact the contact it becomes: a reservation if the request reserves
 * @param content what to say, in the subscriber's language; null if the catalogue has none
 */
public record Selection(
        int rank, Treatment treatment, Factors factors, Fixed score, Contact contact, @Nullable String content) {}
