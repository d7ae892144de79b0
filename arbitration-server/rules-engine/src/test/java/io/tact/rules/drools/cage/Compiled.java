package io.tact.rules.drools.cage;

import io.tact.rules.drools.allowed.Preamble;
import io.tact.rules.drools.build.BuildOutcome;
import io.tact.rules.drools.build.BuildProcess;
import java.util.Map;

/** Rules that were compiled, and that no grammar looked at. */
final class Compiled {
    /** A rule with nothing wrong in it, that has most of what the compiler makes. */
    static final String SOUND =
            "rule \"sound\" when $p : Profile( language matches \"f.\", isSet(\"a\") ) Slot( channel.name"
                    + " in (\"SMS\", \"IVR\") ) accumulate( Slot( $c : category ); $n : count($c) ) then verdicts.mustMention(\"x\" + $n); end";

    private Compiled() {}

    static BuildOutcome of(String drl) {
        return BuildProcess.shared().build(Map.of("a.drl", Preamble.TEXT + drl));
    }
}
