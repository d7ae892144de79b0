package io.tact.facts;

import io.tact.model.Reason;
import java.util.BitSet;
import java.util.List;

/** What the policy tables say of one decision's facts. Read-only; belongs to one decision. */
public interface TableHits {

    /** The treatments, by catalogue ordinal, that the table {@code eligibility} allows; not to be changed. */
    BitSet eligible();

    /** Why a treatment is not eligible: each row that was tried, and what failed. Costly: for a full explanation. */
    List<Reason> ineligibility(int treatment);

    /** The factors of a treatment's score, each from the most specific row that matches. */
    Factors factors(int treatment);

    /** Whether a row of a table matched, as DRL may ask: {@code matched("eligibility#topup-prepaid")}. */
    boolean matched(String row);

    /** {@code TableHits}, as a rule's text shows it: the same for every decision, on every node. */
    @Override
    String toString();
}
