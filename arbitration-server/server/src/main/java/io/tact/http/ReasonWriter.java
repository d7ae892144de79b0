package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.model.Binding;
import io.tact.model.Reason;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes why a message is not allowed. With what force a rule binds, and that it is not verified, is told only of packs. Pure. */
final class ReasonWriter {
    private ReasonWriter() {}

    static void write(JsonGenerator out, Reason reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("code", reason.code().name());
        out.writeStringField("rule", reason.rule());
        out.writeStringField("text", reason.text());
        number(out, "used", reason.used());
        number(out, "max", reason.max());
        out.writeStringField("window", reason.window());
        out.writeStringField("citation", reason.citation());
        authority(out, reason.binding(), reason.verified());
        DecisionWriter.instant(out, "nextAllowedAt", reason.nextAllowedAt());
        out.writeEndObject();
    }

    /** All of them, under a field. */
    static void write(JsonGenerator out, String name, List<Reason> reasons) throws IOException {
        out.writeArrayFieldStart(name);
        for (Reason reason : reasons) {
            write(out, reason);
        }
        out.writeEndArray();
    }

    /** With what force a rule binds, and that it is not verified; nothing of an operator's own. */
    static void authority(JsonGenerator out, @Nullable Binding binding, @Nullable Boolean verified) throws IOException {
        if (binding != null) {
            out.writeStringField("binding", binding.name());
        }
        if (verified != null) {
            out.writeBooleanField("verified", verified);
        }
    }

    private static void number(JsonGenerator out, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
