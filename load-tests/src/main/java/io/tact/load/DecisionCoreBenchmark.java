package io.tact.load;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.Decider;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Explain;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.ContactHistory;
import io.tact.model.Direction;
import io.tact.model.Subscriber;
import io.tact.port.RulesetCompiler.Compilation;
import io.tact.rules.DefaultRulesetCompiler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The decision core on one thread, in µs: from a request, a subscriber and a history to a decision with every eligible
 * loser explained. 24 candidates are eligible at every size; 20 policy rows, 10 contacts of history.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls setup before anything else
public class DecisionCoreBenchmark {
    @Param({"20", "200", "1000", "10000"})
    public int campaigns;

    private Decider decider;
    private ArbitrationRequest request;
    private Subscriber subscriber;
    private ContactHistory history;

    @Setup
    public void compile() {
        Compilation compilation = new DefaultRulesetCompiler().compile(SampleRuleset.of(campaigns));
        decider = new Decider(new ActiveRuleset(
                compilation
                        .ruleset()
                        .orElseThrow(() ->
                                new IllegalStateException(compilation.problems().toString())),
                1));
        request = new ArbitrationRequest(
                new SubscriberRef.ById("S-1"),
                Direction.OUTBOUND,
                List.of(),
                List.of(),
                Map.of(),
                1,
                true,
                Explain.REASONS,
                false,
                null);
        history = SampleAccount.history("S-1");
        subscriber = history.subscribers().get(0);
        Decision decision = decide();
        int eligible = decision.selected().size() + decision.others().size();
        if (decision.selected().size() != 1 || eligible < 20) {
            throw new IllegalStateException("the sample must select one of at least 20 eligible candidates, not "
                    + decision.selected().size() + " of " + eligible + ": " + decision.counts());
        }
    }

    @Benchmark
    public Decision decide() {
        return decider.decide(request, subscriber, history, SampleAccount.NOW, "0000000000000000000000000a");
    }
}
