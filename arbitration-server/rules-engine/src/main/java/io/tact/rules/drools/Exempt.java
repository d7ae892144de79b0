package io.tact.rules.drools;

import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * An exemption holds for messages of a slot in one of the zones: the fact that the rule printed of it inserts, and that the
 * rules of the rows it lifts look for.
 *
 * @param row the exemption, such as {@code exemptions#customers}
 * @param slot the messages
 * @param policy the zone
 */
public record Exempt(String row, Slot slot, Policy policy) {
    /** Whether the subscriber is in a jurisdiction wherever in another, null for anywhere, they may be. */
    public boolean surelyIn(String part, @Nullable String whole) {
        return policy.isSurelyIn(part, whole);
    }

    /** Whether a refusal stands that no relation can lift, of ordinary consent or of a special one; null for none. */
    public boolean refused(@Nullable String validFor, @Nullable String special) {
        return policy.refused(slot, validFor, special);
    }
}
