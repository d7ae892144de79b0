package io.tact.load;

import io.tact.port.RulesetCompiler.Compilation;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.authoring.Conversion;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
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
 * How long a ruleset of 10,000 rows takes from its bytes to its being ready, in ms on one thread: 1,000 treatments, 7,000 rows
 * of eligibility with six conditions, 1,000 of scoring and 1,000 caps, as CSV files and as a workbook. The first shot of each
 * fork is that of a process that has read no table before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH calls setup before anything else
public class TableLoadBenchmark {
    private static final int TREATMENTS = 1_000;
    private static final int ELIGIBLE = 7_000;

    @Param({"csv", "xlsx"})
    public String form;

    private RulesetSource source;

    @Setup
    public void write() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        put(files, "attributes.csv", attributes());
        put(files, "catalogue.csv", catalogue());
        put(files, "eligibility.csv", eligibility());
        put(files, "scoring.csv", scoring());
        put(files, "caps.csv", caps());
        if (form.equals("xlsx")) {
            byte[] workbook = Conversion.of(source(files), new ArrayList<>()).workbook();
            files.clear();
            files.put("policy.xlsx", workbook);
        }
        source = source(files);
    }

    @Benchmark
    public Compilation load() {
        Compilation compilation = new DefaultRulesetCompiler().compile(source);
        if (compilation.ruleset().isEmpty()) {
            throw new IllegalStateException(compilation.problems().toString());
        }
        return compilation;
    }

    private static RulesetSource source(Map<String, byte[]> tables) {
        TreeMap<String, byte[]> files = new TreeMap<>(tables);
        put(files, "ruleset.yaml", "name: large\nzone: Europe/Paris\n");
        return new RulesetSource("large", files);
    }

    private static void put(Map<String, byte[]> files, String file, String text) {
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String attributes() {
        return "name,scope,type\nplan,PROFILE,STRING\nsegment,PROFILE,STRING\nbalance,PROFILE,NUMBER\n"
                + "age,PROFILE,NUMBER\ncontract_end,PROFILE,DATE\nrisk,PROFILE,BOOLEAN\n";
    }

    private static String catalogue() {
        StringBuilder rows =
                new StringBuilder("campaign,offer,treatment,channel,purpose,category,priority,value,prior\n");
        for (int i = 0; i < TREATMENTS; i++) {
            rows.append("C%d,O%d,T%d,SMS,MARKETING,K%d,%d,%d.5,0.0%d\n"
                    .formatted(i / 4, i / 2, i, i % 7, i / 4 % 9, i, 1 + i % 9));
        }
        return rows.toString();
    }

    private static String eligibility() {
        StringBuilder rows = new StringBuilder(
                "id,campaign,treatment,plan in,segment =,balance >=,age <,contract_end <=,risk =,note\n");
        for (int i = 0; i < ELIGIBLE; i++) {
            int treatment = i % TREATMENTS;
            rows.append("E%d,C%d,T%d,P%d|P%d,S%d,%d,%d,P%dD,%s,row number %d\n"
                    .formatted(
                            i,
                            treatment / 4,
                            treatment,
                            i % 50,
                            i % 50 + 1,
                            i % 40,
                            i % 5_000,
                            20 + i % 60,
                            1 + i % 90,
                            i % 2 == 0,
                            i));
        }
        return rows.toString();
    }

    private static String scoring() {
        StringBuilder rows = new StringBuilder("id,campaign,offer,segment =,propensity\n");
        for (int i = 0; i < TREATMENTS; i++) {
            rows.append("S%d,C%d,O%d,S%d,0.%03d\n".formatted(i, i / 4, i / 2, i, i));
        }
        return rows.toString();
    }

    private static String caps() {
        StringBuilder rows = new StringBuilder("id,level,channel,purpose,campaign,window,length,max,counts\n");
        for (int i = 0; i < TREATMENTS; i++) {
            rows.append("K%d,SUBSCRIBER,SMS,MARKETING,C%d,ROLLING,P%dD,%d,SENT\n"
                    .formatted(i, i / 4, 1 + i % 90, 1 + i % 5));
        }
        return rows.toString();
    }
}
