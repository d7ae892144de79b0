package io.tact.rules.drools.allowed;

/** What Tact says before an author's first line; on one line, so that every line keeps its number. */
public final class Preamble {
    public static final String TEXT = "package tact.ruleset; import io.tact.facts.*; import io.tact.model.*; "
            + "import static io.tact.facts.Select.*; import static io.tact.facts.Times.*; "
            + "global io.tact.facts.Verdicts verdicts; ";

    private Preamble() {}
}
