package io.tact.rules.drools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.facts.FactBuilder;
import io.tact.facts.Facts;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeValue;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.ProfileValue;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.RulesetFolder;
import io.tact.rules.drools.allowed.Preamble;
import io.tact.rules.drools.build.BuildOutcome;
import io.tact.rules.drools.build.BuildProcess;
import io.tact.rules.drools.cage.Cage;
import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.TableIndex;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.KieBaseOption;

/**
 * No test: what the cage costs, as {@code load-tests/bench cage} prints it. The rules of a ruleset, vetted and loaded, and decided
 * with and without the cage in turn, in one process. Argument: a ruleset folder; the demo's by default.
 */
public final class CageComparison {
    private static final int WARM_UPS = 80;
    private static final int ROUNDS = 160;
    private static final int DECISIONS = 500;
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final PrintStream out = System.out;
    private final ParsedRuleset ruleset;
    private final RulesetSource source;

    private CageComparison(Path folder) throws Exception {
        source = RulesetFolder.read(folder);
        ruleset = new DefaultRulesetCompiler().parse(source, new ArrayList<>());
    }

    public static void main(String[] args) throws Exception {
        new CageComparison(Path.of(args.length > 0 ? args[0] : "rules/rulesets/telco")).compare();
        System.exit(0);
    }

    private void compare() throws Exception {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> texts = new TreeMap<>();
        long begun = System.nanoTime();
        Vetting vetting = new Vetting(Vocabulary.of(ruleset), problems);
        source.files().forEach((name, content) -> {
            if (name.endsWith(".drl")) {
                vetting.look(DrlFile.of(name, new String(content, UTF_8)));
                texts.put(name.replace('/', '_'), Preamble.TEXT + new String(content, UTF_8));
            }
        });
        long grammar = System.nanoTime() - begun;
        BuildOutcome built = BuildProcess.shared().build(texts);
        begun = System.nanoTime();
        Cage cage = Cage.of(built.classes());
        int breaches = cage.breaches().size();
        long byteCode = System.nanoTime() - begun;
        if (!problems.isEmpty() || !built.errors().isEmpty() || breaches > 0) {
            throw new IllegalStateException("the rules are not sound: " + problems + built.errors());
        }
        out.printf(
                "vetting, cold: grammar and names %.2f s, byte code of %d classes %.2f s%n",
                grammar / 1e9, built.classes().size(), byteCode / 1e9);
        RuleFailures failures = new RuleFailures(vetting.fit());
        Joins joins = new Joins(vetting.shapes());
        compare(
                new SessionPool(uncaged(built), 51, joins, failures),
                new SessionPool(cage.load().kieBase(), 51, joins, failures));
    }

    private static KieBase uncaged(BuildOutcome built) throws ReflectiveOperationException {
        ClassLoader plain = new ClassLoader(CageComparison.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = built.classes().get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        String model = built.classes().keySet().stream()
                .filter(name -> name.matches("tact\\.ruleset\\.Rules[0-9A-F]{32}"))
                .findFirst()
                .orElseThrow();
        return KieBaseBuilder.createKieBaseFromModel(
                (Model) plain.loadClass(model).getConstructor().newInstance(), new KieBaseOption[0]);
    }

    private void compare(SessionPool uncaged, SessionPool caged) {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
            boolean cagedFirst = round % 2 == 0;
            double first = micros(cagedFirst ? caged : uncaged);
            double second = micros(cagedFirst ? uncaged : caged);
            if (round >= WARM_UPS) {
                with.add(cagedFirst ? first : second);
                without.add(cagedFirst ? second : first);
                ratios.add(cagedFirst ? first / second : second / first);
            }
        }
        out.printf(
                "µs a decision of the rules, median of %d rounds: caged %.2f, uncaged %.2f; ratio, median (tenth to ninth tenth)"
                        + " %.3f (%.3f to %.3f), aim at most 1.1%n",
                ROUNDS, at(with, 0.5), at(without, 0.5), at(ratios, 0.5), at(ratios, 0.1), at(ratios, 0.9));
    }

    private static double at(List<Double> values, double share) {
        Collections.sort(values);
        return values.get((int) (values.size() * share));
    }

    private double micros(SessionPool sessions) {
        FactBuilder facts = new FactBuilder(ruleset.dictionary(), ZoneId.of("Europe/Paris"));
        TableIndex index = new TableIndex(ruleset);
        List<Slot> slots = ruleset.catalogue().treatments().stream()
                .map(treatment -> treatment.slot())
                .distinct()
                .toList();
        Subscriber subscriber = subscriber();
        ContactHistory history =
                ContactHistory.empty(LedgerKey.ofSubscriber(subscriber.id())).with(subscriber);
        Map<String, AttributeValue> context =
                Map.of("call_reason", new AttributeValue.Text("BILL_SHOCK"), "wait_minutes", number("12"));
        int verdicts = 0;
        long begun = System.nanoTime();
        for (int i = 0; i < DECISIONS; i++) {
            Direction direction = i % 2 == 0 ? Direction.INBOUND : Direction.OUTBOUND;
            Facts seen = facts.build(direction, List.of(), context, subscriber, history, NOW);
            verdicts += sessions.verdicts(seen, index.hits(seen), slots).size();
        }
        double micros = (System.nanoTime() - begun) / 1_000.0 / DECISIONS;
        if (verdicts == 0) {
            throw new IllegalStateException("no rule said anything");
        }
        return micros;
    }

    private static Subscriber subscriber() {
        Map<String, ProfileValue> profile = new TreeMap<>();
        Map.of("bill_change_pct", "30", "churn_score", "0.7", "line_count", "1", "refusals_12m", "3")
                .forEach((name, value) -> profile.put(name, new ProfileValue(number(value), NOW)));
        profile.put("last_refusal", new ProfileValue(new AttributeValue.Day(LocalDate.parse("2026-11-01")), NOW));
        return new Subscriber(
                "S",
                List.of("+33600000001"),
                List.of(),
                List.of(),
                ZoneId.of("Europe/Paris"),
                null,
                "fr",
                profile,
                List.of());
    }

    private static AttributeValue number(String value) {
        return new AttributeValue.Numeric(Fixed.parse(value));
    }
}
