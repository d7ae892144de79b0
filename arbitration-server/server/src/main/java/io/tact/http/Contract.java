package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tact.identity.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The interface as {@code openapi.yaml} describes it.
 *
 * @param yaml the file as it is
 * @param document the same, parsed
 * @param operations its operations in the file's order
 */
record Contract(byte[] yaml, JsonNode document, List<Entry> operations) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /**
     * One operation.
     *
     * @param id its operation id
     * @param method GET, PUT, POST …
     * @param path with parameters in braces
     * @param bodyTypes the content types of its body; empty if it takes none
     * @param bodyRequired whether there must be a body
     * @param access who may call it
     */
    record Entry(String id, String method, String path, Set<String> bodyTypes, boolean bodyRequired, Access access) {
        /** Whether its body is a stream of lines, read as it comes. */
        boolean isStream() {
            return bodyTypes.contains(NdjsonLines.CONTENT_TYPE) || bodyTypes.contains(ListUploadHandler.CONTENT_TYPE);
        }

        /** Whether its body may be of a type: that of a {@code Content-Type}, without what follows a semicolon. */
        boolean takes(@Nullable String contentType) {
            if (contentType == null) {
                return false;
            }
            int semicolon = contentType.indexOf(';');
            String plain = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
            return bodyTypes.contains(plain.trim().toLowerCase(java.util.Locale.ROOT));
        }
    }

    static Contract load() {
        try (InputStream in = Objects.requireNonNull(
                Contract.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml is on the class path")) {
            return of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contract of(byte[] yaml) throws IOException {
        JsonNode document = new YAMLMapper().readTree(yaml);
        List<Entry> operations = new ArrayList<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (METHODS.contains(method.getKey())) {
                        JsonNode body = resolved(document, method.getValue().path("requestBody"));
                        operations.add(entry(path.getKey(), method.getKey(), method.getValue(), body));
                    }
                }));
        return new Contract(yaml, document, List.copyOf(operations));
    }

    /** What a reference within the document leads to; any other node as it is. */
    private static JsonNode resolved(JsonNode document, JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }

    private static Entry entry(String path, String method, JsonNode operation, JsonNode body) {
        Set<String> types = new TreeSet<>();
        body.path("content").fieldNames().forEachRemaining(types::add);
        String id = operation.path("operationId").asText();
        return new Entry(
                id,
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                types,
                body.path("required").asBoolean(false),
                access(id, method, operation));
    }

    /** @throws IllegalStateException if it says nothing of who may call the operation, or nothing of how a change is audited */
    static Access access(String id, String method, JsonNode operation) {
        JsonNode security = operation.path("security");
        boolean open = security.isArray() && security.isEmpty();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode role : operation.path("x-roles")) {
            roles.add(Role.of(role.asText())
                    .orElseThrow(() -> new IllegalStateException(
                            "x-roles of operation \"" + id + "\" of openapi.yaml: " + role.asText() + " is no role")));
        }
        if (roles.isEmpty() != open) {
            throw new IllegalStateException("operation \"" + id + "\" of openapi.yaml must say who may call it. Maybe"
                    + " x-roles: [support], or security: [] if nobody is asked who they are, and not both");
        }
        String said = operation.path("x-audit").asText(Access.Audit.NONE.name());
        Access.Audit audit = Access.Audit.valueOf(said);
        if (audit == Access.Audit.NONE && !method.equals("get")) {
            throw new IllegalStateException("operation \"" + id
                    + "\" of openapi.yaml changes something and must say how that is audited. Maybe x-audit: ENTRY");
        }
        boolean password = false;
        for (JsonNode scheme : security) {
            password |= scheme.has("browser");
        }
        if (password && !method.equals("get")) {
            throw new IllegalStateException("operation \"" + id
                    + "\" of openapi.yaml changes something and must not take what browsers send by themselves. Maybe"
                    + " without security");
        }
        return new Access(open, roles, password, audit);
    }
}
