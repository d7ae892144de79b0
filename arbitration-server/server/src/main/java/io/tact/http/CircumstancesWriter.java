package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.model.Circumstances;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.Relation;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.Locale;
import java.util.TreeSet;

/** Writes circumstances in the shape that {@link CircumstancesReader} reads. Pure. */
final class CircumstancesWriter {
    private CircumstancesWriter() {}

    /** Their fields, into the object that is being written. */
    static void write(JsonGenerator out, Circumstances circumstances) throws IOException {
        place(out, "residence", circumstances.residence(), false);
        place(out, "location", circumstances.location(), true);
        out.writeArrayFieldStart("relations");
        for (Relation relation : circumstances.relations()) {
            out.writeStartObject();
            out.writeStringField("kind", relation.kind().name());
            out.writeStringField("sender", relation.sender());
            out.writeStringField("category", relation.category());
            DecisionWriter.instant(out, "at", relation.at());
            DecisionWriter.instant(out, "until", relation.until());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("preferredHours");
        for (PreferredHours hours : circumstances.preferredHours()) {
            hours(out, hours);
        }
        out.writeEndArray();
    }

    private static void place(JsonGenerator out, String name, Place place, boolean isSeen) throws IOException {
        if (place.isUnknown()) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        out.writeStringField("jurisdiction", place.jurisdiction());
        out.writeStringField("zone", place.zone() == null ? null : place.zone().getId());
        if (isSeen) {
            DecisionWriter.instant(out, "at", place.asOf());
        }
        out.writeEndObject();
    }

    private static void hours(JsonGenerator out, PreferredHours hours) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("days");
        for (DayOfWeek day : new TreeSet<>(hours.days())) {
            out.writeString(CircumstancesReader.Day.of(day).name());
        }
        out.writeEndArray();
        out.writeStringField("open", time(hours.open()));
        out.writeStringField("close", time(hours.close()));
        out.writeEndObject();
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}
