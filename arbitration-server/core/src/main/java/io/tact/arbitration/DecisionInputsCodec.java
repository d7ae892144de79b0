package io.tact.arbitration;

import io.tact.history.ContactHistory;
import io.tact.history.InexpressibleException;
import io.tact.history.LedgerKey;
import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.history.RecordCodec;
import io.tact.history.UnknownFormatException;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Suspension;
import io.tact.policy.BudgetsLeft;
import io.tact.policy.RegisterExtract;
import io.tact.port.DataFormat;
import io.tact.ruleset.RulesetVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The packed, versioned binary form of {@link DecisionInputs}.
 *
 * <p>Format 2 is {@code octet format (2) · time at · text ruleset name · text ruleset hash · unsigned epoch · text
 * subscriber · text history key · blob history (as RecordCodec packs it, at the version that was read) · blob body · list
 * of (text list · time asOf · list of text listed) · list of suspension}, a suspension being {@code text id · octet target
 * · text value · text reason · time at · time endsAt}. Format 1 ended with the body. Format 3 is format 2 with {@code list of
 * (text budget · unsigned units · time ends)} at its end; it is written only where budgets were looked at, so that nodes
 * which do not know it can read everything until a ruleset has budgets. Format 4 is format 3 with {@code text who asked · list
 * of text sender · octet sender class · list of octet purpose} at its end, the octet of no sender class being 0; it is written
 * only where somebody was asked who they are. Pure and safe for any thread.
 */
public final class DecisionInputsCodec {
    private static final int FORMAT = 4;
    private static final int WITHOUT_MANDATE = 3;
    private static final int WITHOUT_BUDGETS = 2;
    private static final byte[] NOTHING = new byte[0];

    /** The wire codes of what can be suspended: their place here. New ones go to the end. */
    private static final List<Suspension.Target> TARGETS = List.of(
            Suspension.Target.CAMPAIGN,
            Suspension.Target.OFFER,
            Suspension.Target.CHANNEL,
            Suspension.Target.SENDER,
            Suspension.Target.REGION);

    /** The wire codes of kinds of senders: their place here, counted from 1. New ones go to the end. */
    private static final List<SenderClass> SENDER_CLASSES = List.of(
            SenderClass.CVM,
            SenderClass.PRODUCT,
            SenderClass.SYSTEM,
            SenderClass.VAS,
            SenderClass.CORPORATE,
            SenderClass.GOVERNMENT,
            SenderClass.THIRD_PARTY);

    /** The wire codes of purposes: their place here. New ones go to the end. */
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.EMERGENCY,
            Purpose.TRANSACTIONAL,
            Purpose.SERVICE,
            Purpose.COLLECTIONS,
            Purpose.RESEARCH,
            Purpose.MARKETING);

    /** About as many as are in it beside the history and the request. */
    private static final int FURTHER_BYTES = 256;

    private static final int FEW_TEXTS = 16;

    private DecisionInputsCodec() {}

    /** Packs inputs in the newest format. */
    public static byte[] encode(DecisionInputs inputs) {
        return encode(inputs, DataFormat.NEWEST);
    }

    /**
     * Packs inputs as a data format has them.
     *
     * @return no bytes if that format cannot say all of it: half of what a decision was made from would explain another one
     */
    public static byte[] encode(DecisionInputs inputs, DataFormat format) {
        boolean budgets = !inputs.budgets().byBudget().isEmpty();
        boolean registers = !inputs.registers().equals(RegisterExtract.NONE);
        boolean mandate = !inputs.mandate().equals(Mandate.NONE);
        int least = mandate ? FORMAT : budgets ? WITHOUT_MANDATE : registers ? WITHOUT_BUDGETS : 1;
        if (least > format.inputs()) {
            return NOTHING;
        }
        try {
            int used = least > WITHOUT_BUDGETS ? least : Math.min(WITHOUT_BUDGETS, format.inputs());
            return encode(inputs, used, format.records());
        } catch (InexpressibleException e) {
            return NOTHING;
        }
    }

    private static byte[] encode(DecisionInputs inputs, int format, int records) {
        byte[] history = RecordCodec.encode(inputs.history(), inputs.history().version(), records);
        PackedWriter out = new PackedWriter(history.length + inputs.body().length + FURTHER_BYTES, FEW_TEXTS);
        out.octet(format);
        out.time(inputs.at(), Instant.EPOCH);
        out.text(inputs.ruleset().name());
        out.text(inputs.ruleset().hash());
        out.unsigned(inputs.epoch());
        out.text(inputs.subscriber());
        out.text(inputs.history().key().value());
        out.blob(history);
        out.blob(inputs.body());
        if (format > 1) {
            registers(out, inputs.registers(), inputs.at());
        }
        if (format >= WITHOUT_MANDATE) {
            budgets(out, inputs.budgets(), inputs.at());
        }
        if (format == FORMAT) {
            mandate(out, inputs.mandate());
        }
        return out.toByteArray();
    }

    private static void mandate(PackedWriter out, Mandate mandate) {
        out.text(mandate.by());
        Mandate.Limits limits = mandate.limits();
        out.unsigned(limits.senders().size());
        limits.senders().stream().sorted().forEach(out::text);
        SenderClass senderClass = limits.senderClass();
        out.octet(senderClass == null ? 0 : 1 + SENDER_CLASSES.indexOf(senderClass));
        out.unsigned(limits.purposes().size());
        limits.purposes().stream().sorted().forEach(purpose -> out.octet(PURPOSES.indexOf(purpose)));
    }

    private static Mandate mandate(PackedReader in) {
        String by = in.text();
        Set<String> senders = new LinkedHashSet<>();
        for (int rest = in.count(); rest > 0; rest--) {
            senders.add(in.text());
        }
        int code = in.octet();
        if (code > SENDER_CLASSES.size()) {
            throw new IllegalArgumentException("sender class " + code + " is not known");
        }
        SenderClass senderClass = code == 0 ? null : SENDER_CLASSES.get(code - 1);
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        for (int rest = in.count(); rest > 0; rest--) {
            purposes.add(in.coded(PURPOSES));
        }
        return new Mandate(by, new Mandate.Limits(senders, senderClass, purposes));
    }

    private static void budgets(PackedWriter out, BudgetsLeft budgets, Instant base) {
        out.unsigned(budgets.byBudget().size());
        new TreeMap<>(budgets.byBudget()).forEach((budget, left) -> {
            out.text(budget);
            out.unsigned(left.units());
            out.time(left.ends(), base);
        });
    }

    private static BudgetsLeft budgets(PackedReader in, Instant base) {
        Map<String, BudgetsLeft.Left> byBudget = new HashMap<>();
        for (int rest = in.count(); rest > 0; rest--) {
            byBudget.put(in.text(), new BudgetsLeft.Left(in.unsigned(), in.timeOrNull(base)));
        }
        return new BudgetsLeft(byBudget);
    }

    private static void registers(PackedWriter out, RegisterExtract registers, Instant base) {
        out.unsigned(registers.lists().size());
        for (RegisterExtract.Extract extract : registers.lists()) {
            out.text(extract.list());
            out.time(extract.asOf(), base);
            out.unsigned(extract.listed().size());
            extract.listed().stream().sorted().forEach(out::text);
        }
        out.unsigned(registers.suspensions().size());
        for (Suspension suspension : registers.suspensions()) {
            out.text(suspension.id());
            out.octet(TARGETS.indexOf(suspension.target()));
            out.text(suspension.value());
            out.text(suspension.reason());
            out.time(suspension.at(), base);
            out.time(suspension.endsAt(), base);
        }
    }

    /**
     * Unpacks inputs.
     *
     * @throws UnknownFormatException if a newer version of Tact packed them, or the record in them
     * @throws IllegalArgumentException if the bytes are none
     */
    public static DecisionInputs decode(byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = in.octet();
        if (format < 1 || format > FORMAT) {
            throw new UnknownFormatException(
                    "format " + format + " of decision inputs is not known. Maybe a newer version of Tact wrote them");
        }
        try {
            Instant at = in.time(Instant.EPOCH);
            RulesetVersion ruleset = new RulesetVersion(in.text(), in.text());
            long epoch = in.unsigned();
            String subscriber = in.text();
            LedgerKey key = new LedgerKey(in.text());
            if (!(RecordCodec.decode(key, in.blob()) instanceof ContactHistory history)) {
                throw new IllegalArgumentException("decision inputs hold no contact history under " + key);
            }
            byte[] body = in.blob();
            RegisterExtract registers = format == 1 ? RegisterExtract.NONE : registers(in, at);
            BudgetsLeft budgets = format >= WITHOUT_MANDATE ? budgets(in, at) : BudgetsLeft.ALL;
            Mandate mandate = format == FORMAT ? mandate(in) : Mandate.NONE;
            in.end();
            return new DecisionInputs(at, ruleset, epoch, subscriber, history, body, registers, budgets, mandate);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("decision inputs are damaged: " + e.getMessage(), e);
        }
    }

    private static RegisterExtract registers(PackedReader in, Instant base) {
        int lists = in.count();
        List<RegisterExtract.Extract> extracts = new ArrayList<>(lists);
        for (int i = 0; i < lists; i++) {
            String name = in.text();
            Instant asOf = in.time(base);
            Set<String> listed = new LinkedHashSet<>();
            for (int left = in.count(); left > 0; left--) {
                listed.add(in.text());
            }
            extracts.add(new RegisterExtract.Extract(name, asOf, listed));
        }
        int count = in.count();
        List<Suspension> suspensions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            suspensions.add(new Suspension(
                    in.text(), in.coded(TARGETS), in.text(), in.text(), in.time(base), in.timeOrNull(base)));
        }
        return new RegisterExtract(extracts, suspensions);
    }
}
