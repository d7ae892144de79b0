package io.tact.facts;

import io.tact.model.Fixed;
import io.tact.model.Selector;
import java.time.Instant;

/** One thing a DRL rule said. */
public sealed interface Verdict {

    /** The name of the rule that said it. */
    String rule();

    /** These candidates do not make sense for this subscriber now. */
    record Ineligible(String rule, Selector selector, String reason) implements Verdict {}

    /** These candidates must not be sent now. */
    record Withhold(String rule, Selector selector, String reason) implements Verdict {}

    /** These candidates must not be sent before {@code until}. */
    record Defer(String rule, Selector selector, Instant until, String reason) implements Verdict {}

    /** Adds {@code percent} to the lever of these candidates. Several add up. */
    record Prefer(String rule, Selector selector, Fixed percent) implements Verdict {}

    /** Replaces a factor of these candidates. Of several the smallest stands. */
    record Score(String rule, Selector selector, Factor factor, Fixed value) implements Verdict {}

    /** An agent must not bring this up. */
    record DoNotMention(String rule, String topic) implements Verdict {}

    /** An agent must bring this up. */
    record MustMention(String rule, String topic) implements Verdict {}
}
