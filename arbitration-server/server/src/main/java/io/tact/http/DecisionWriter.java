package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.CandidateResult;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Selection;
import io.tact.facts.Factors;
import io.tact.model.Fixed;
import io.tact.ruleset.RulesetVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a decision as its answer. Pure; the same decision always gives the same bytes. */
final class DecisionWriter {
    private DecisionWriter() {}

    /** The answer to the request that was decided. */
    static byte[] answer(Decision decision) {
        return Reply.bytes(out -> write(out, decision, null));
    }

    /**
     * The same, with how much of it can still be told.
     *
     * @param decidedOn the version of the account's record that it was decided on
     * @param by the credential that asked; empty if nobody was asked who they are
     */
    static byte[] explained(Decision decision, String explanation, long decidedOn, String by) {
        return Reply.bytes(out -> write(out, decision, new Explained(explanation, decidedOn, by)));
    }

    /** What only an explanation tells. */
    private record Explained(String explanation, long decidedOn, String by) {}

    private static void write(JsonGenerator out, Decision decision, @Nullable Explained explained) throws IOException {
        out.writeStartObject();
        out.writeStringField("decisionId", decision.id());
        out.writeStringField("at", InstantText.of(decision.at()));
        out.writeBooleanField("recorded", decision.reserved());
        if (explained != null) {
            out.writeStringField("explanation", explained.explanation());
            out.writeNumberField("decidedOn", explained.decidedOn());
            if (!explained.by().isEmpty()) {
                out.writeStringField("by", explained.by());
            }
        }
        ruleset(out, decision.ruleset(), decision.epoch());
        out.writeArrayFieldStart("selected");
        for (Selection selection : decision.selected()) {
            selected(out, selection, decision.reserved());
        }
        out.writeEndArray();
        out.writeArrayFieldStart("others");
        for (CandidateResult other : decision.others()) {
            other(out, other);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("counts");
        for (Map.Entry<CandidateState, Integer> count : decision.counts().entrySet()) {
            out.writeNumberField(count.getKey().name(), count.getValue());
        }
        out.writeEndObject();
        texts(out, "doNotMention", decision.doNotMention());
        texts(out, "mustMention", decision.mustMention());
        if (decision.unverified()) {
            out.writeBooleanField("unverified", true);
        }
        out.writeEndObject();
    }

    /** Which activation of which ruleset said so. */
    static void ruleset(JsonGenerator out, RulesetVersion version, long epoch) throws IOException {
        out.writeObjectFieldStart("ruleset");
        out.writeStringField("name", version.name());
        out.writeStringField("version", version.hash());
        out.writeNumberField("epoch", epoch);
        out.writeEndObject();
    }

    private static void selected(JsonGenerator out, Selection selection, boolean reserved) throws IOException {
        out.writeStartObject();
        out.writeNumberField("rank", selection.rank());
        out.writeStringField("campaign", selection.treatment().campaign());
        out.writeStringField("offer", selection.treatment().offer());
        out.writeStringField("treatment", selection.treatment().id());
        out.writeStringField("channel", selection.treatment().slot().channel().name());
        score(out, selection.factors(), selection.score());
        if (reserved) {
            out.writeObjectFieldStart("reservation");
            out.writeStringField("id", selection.contact().id());
            instant(out, "expiresAt", selection.contact().expiresAt());
            out.writeEndObject();
        } else {
            out.writeNullField("reservation");
        }
        out.writeStringField("content", selection.content());
        out.writeEndObject();
    }

    private static void other(JsonGenerator out, CandidateResult other) throws IOException {
        out.writeStartObject();
        out.writeStringField("campaign", other.treatment().campaign());
        out.writeStringField("offer", other.treatment().offer());
        out.writeStringField("treatment", other.treatment().id());
        out.writeStringField("channel", other.treatment().slot().channel().name());
        out.writeStringField("state", other.state().name());
        score(out, other.factors(), other.score());
        instant(out, "nextAllowedAt", other.nextAllowedAt());
        ReasonWriter.write(out, "reasons", other.reasons());
        out.writeEndObject();
    }

    private static void score(JsonGenerator out, @Nullable Factors factors, @Nullable Fixed total) throws IOException {
        if (factors == null || total == null) {
            out.writeNullField("score");
            return;
        }
        out.writeObjectFieldStart("score");
        fixed(out, "total", total);
        fixed(out, "propensity", factors.propensity());
        fixed(out, "context", factors.context());
        fixed(out, "value", factors.value());
        fixed(out, "lever", factors.lever());
        out.writeEndObject();
    }

    /** Writes an exact decimal as a plain JSON number. */
    static void fixed(JsonGenerator out, String name, Fixed value) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(value.toString());
    }

    static void instant(JsonGenerator out, String name, @Nullable Instant value) throws IOException {
        out.writeStringField(name, value == null ? null : value.toString());
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
