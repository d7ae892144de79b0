package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.registers.Addresses;
import io.tact.registers.DoNotCallList;
import io.tact.registers.ListRegister;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** {@code /v1/lists}: which do-not-call lists there are, and who is on them. */
final class ListsHandler {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/+-]{0,63}");
    private static final String PARAMETER = "name";

    private final Services services;

    ListsHandler(Services services) {
        this.services = services;
    }

    /** The name in the path, of a list that need not be there. */
    static String newName(Exchange exchange) {
        String name = exchange.id(PARAMETER);
        if (!NAME.matcher(name).matches()) {
            throw Fault.of(
                            Fault.Type.INVALID_REQUEST,
                            "the name of a list (\"" + Fields.brief(name)
                                    + "\") must have at most 64 letters, digits and . _ / + -")
                    .asException();
        }
        return name;
    }

    /** {@code GET /v1/lists}. */
    CompletionStage<Reply> list(Exchange exchange) {
        Set<String> asked = asked();
        List<DoNotCallList> all = register().all();
        Set<String> missing = new TreeSet<>(asked);
        all.forEach(list -> missing.remove(list.name()));
        return CompletableFuture.completedFuture(Reply.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("lists");
            for (DoNotCallList list : all) {
                write(out, list, asked);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("missing");
            for (String name : missing) {
                out.writeString(name);
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    /** {@code GET /v1/lists/{name}/entries/{address}}. */
    CompletionStage<Reply> find(Exchange exchange) {
        String name = exchange.id(PARAMETER);
        String address = exchange.path("address");
        DoNotCallList list = register().find(name);
        if (list == null) {
            throw unknown(name);
        }
        if (Addresses.normal(address) == null) {
            throw Fault.of(
                            Fault.Type.INVALID_REQUEST,
                            "(\"" + Fields.brief(address)
                                    + "\") must be a number in E.164 such as +33612345678, or an e-mail address")
                    .asException();
        }
        return CompletableFuture.completedFuture(Reply.json(200, out -> {
            out.writeStartObject();
            out.writeBooleanField("listed", list.contains(address));
            out.writeStringField("asOf", list.asOf().toString());
            out.writeEndObject();
        }));
    }

    /** {@code DELETE /v1/lists/{name}}. */
    CompletionStage<Reply> remove(Exchange exchange) {
        String name = exchange.id(PARAMETER);
        return register().remove(name).thenApply(removed -> {
            DoNotCallList list = removed.orElseThrow(() -> unknown(name));
            return Reply.json(200, out -> write(out, list, asked()));
        });
    }

    private ListRegister register() {
        return services.registers().lists();
    }

    /** The lists that the active ruleset's rows ask. */
    private Set<String> asked() {
        return services.active().get().ruleset().policy().lists();
    }

    private FaultException unknown(String name) {
        List<String> known = register().all().stream().map(DoNotCallList::name).toList();
        return Fault.of(
                        Fault.Type.NOT_FOUND,
                        "list \"" + Fields.brief(name) + "\" is not loaded" + Similar.maybe(name, known))
                .asException();
    }

    private static void write(JsonGenerator out, DoNotCallList list, Set<String> asked) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", list.name());
        out.writeStringField("asOf", list.asOf().toString());
        out.writeNumberField("entries", list.entries());
        out.writeBooleanField("asked", asked.contains(list.name()));
        out.writeEndObject();
    }
}
