package io.tact.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Holds real answers against {@code openapi.yaml}. */
final class ContractCheck {
    private final Contract contract = Contract.load();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final Set<String> seen = new TreeSet<>();

    /** Which operations were answered how: {@code decide 200}. */
    Set<String> seen() {
        return seen;
    }

    void check(String method, String path, HttpResponse<String> response) {
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        JsonNode operation = null;
        for (Contract.Entry entry : contract.operations()) {
            if (entry.method().equals(method) && plain.matches(entry.path().replaceAll("\\{[^}]+}", "[^/]+"))) {
                operation = contract.document()
                        .path("paths")
                        .path(entry.path())
                        .path(method.toLowerCase(java.util.Locale.ROOT));
                seen.add(entry.id() + " " + response.statusCode());
                break;
            }
        }
        if (operation == null) {
            problem(response);
            return;
        }
        JsonNode declared = resolve(operation.path("responses").path(Integer.toString(response.statusCode())));
        assertThat(declared.isMissingNode())
                .as(method + " " + path + " may answer " + response.statusCode() + ": " + response.body())
                .isFalse();
        String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode media = declared.path("content").path(type);
        assertThat(media.isMissingNode())
                .as(method + " " + path + " may answer " + response.statusCode() + " as " + type)
                .isFalse();
        if (type.endsWith("json")) {
            valid(media.path("schema"), response.body());
        }
    }

    private void problem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        ObjectNode reference = Json.MAPPER.createObjectNode();
        reference.put("$ref", "#/components/schemas/Problem");
        valid(reference, response.body());
    }

    void valid(JsonNode schema, String body) {
        JsonNode value = Json.parse(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Set<ValidationMessage> wrong =
                schemas.computeIfAbsent(schema, this::compile).validate(value);
        assertThat(wrong).as(body).isEmpty();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        root.set("components", contract.document().path("components"));
        return factory.getSchema(root);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? contract.document().at(node.path("$ref").asText().substring(1))
                : node;
    }
}
