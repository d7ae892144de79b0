package io.tact.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;

/** Whether an answer looks as documented: the same fields, of the same kind. Values may differ. */
final class JsonShape {
    private JsonShape() {}

    /**
     * What is documented and not so in the answer. Of a list, every documented element must look like some real one.
     *
     * @return one line per difference, each beginning with a JSON pointer; empty if there is none
     */
    static List<String> differences(JsonNode documented, JsonNode real) {
        List<String> found = new ArrayList<>();
        compare("", documented, real, found);
        return found;
    }

    private static void compare(String at, JsonNode documented, JsonNode real, List<String> found) {
        if (real.isMissingNode()) {
            found.add(at + " is not in the answer");
        } else if (documented.isNull() || real.isNull()) {
            // A field that may be absent of value: that it is there is all that can be said.
            return;
        } else if (kind(documented) != kind(real)) {
            found.add(at + " is documented as " + kind(documented) + " and is " + kind(real));
        } else if (documented.isObject()) {
            documented
                    .fields()
                    .forEachRemaining(field ->
                            compare(at + "/" + field.getKey(), field.getValue(), real.path(field.getKey()), found));
        } else if (documented.isArray()) {
            for (int i = 0; i < documented.size(); i++) {
                if (!matchesAny(documented.get(i), real)) {
                    found.add(at + "/" + i + " looks like no element of the answer: " + real);
                }
            }
        }
    }

    private static boolean matchesAny(JsonNode documented, JsonNode real) {
        for (JsonNode element : real) {
            if (differences(documented, element).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static JsonNodeType kind(JsonNode node) {
        return node.getNodeType();
    }
}
