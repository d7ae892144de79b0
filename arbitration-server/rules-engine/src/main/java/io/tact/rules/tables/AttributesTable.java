package io.tact.rules.tables;

import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.Dictionary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the table {@code attributes}: the data dictionary. */
final class AttributesTable {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,63}");

    private final List<Attribute> attributes = new ArrayList<>();
    private final Set<String> declared = new HashSet<>();

    AttributesTable(Table table, Map<String, RowPlace> places) {
        for (TableRow row : table.rows()) {
            read(row, places);
        }
    }

    Dictionary dictionary() {
        return new Dictionary(attributes);
    }

    /** The names of all attributes, also of those that could not be read; in lower case. */
    Set<String> declared() {
        return declared;
    }

    private void read(TableRow row, Map<String, RowPlace> places) {
        String name = row.get("name", AttributesTable::name);
        declared.add(row.text("name").toLowerCase(Locale.ROOT));
        if (name != null) {
            int other = row.table().claim(name.toLowerCase(Locale.ROOT), row.number());
            if (other > 0) {
                row.error("name", "name " + name + " is in row " + other + " already", "Every row needs its own");
            }
        }
        AttributeScope scope = row.get("scope", CellTypes.oneOf(AttributeScope.class));
        AttributeType type = row.get("type", CellTypes.oneOf(AttributeType.class));
        Set<String> allowed = row.list("allowed", text -> text);
        if (type != null && type != AttributeType.STRING && !allowed.isEmpty()) {
            row.error("allowed", "allowed is for type STRING only, and this is " + type, "Leave the cell empty");
        }
        if (type != null && type != AttributeType.NUMBER && row.has("unit")) {
            row.error("unit", "unit is for type NUMBER only, and this is " + type, "Leave the cell empty");
        }
        if (name != null && scope != null && type != null && !row.isBad()) {
            String unit = row.has("unit") ? row.text("unit") : null;
            String description = row.has("description") ? row.text("description") : null;
            attributes.add(new Attribute(name, scope, type, unit, allowed, description));
            places.put("attributes#" + name, row.place());
        }
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw CellException.mustBe(
                    text,
                    "a name of at most 64 letters, digits and _, starting with a small letter",
                    "Maybe " + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_"));
        }
        return text;
    }
}
