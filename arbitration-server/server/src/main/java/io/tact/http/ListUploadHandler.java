package io.tact.http;

import io.tact.registers.DoNotCallList;
import io.tact.registers.ListBuilder;
import io.tact.registers.ListRegister;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code PUT /v1/lists/{name}}: takes a whole do-not-call list, line by line as it comes. */
final class ListUploadHandler implements Operation {
    static final String CONTENT_TYPE = "text/plain";

    private static final int ERRORS_TOLD = 100;

    private final Services services;

    ListUploadHandler(Services services) {
        this.services = services;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String name = ListsHandler.newName(exchange);
        Errors errors = new Errors();
        Instant said = exchange.instantOrNull("asOf", errors);
        if (said != null && said.isAfter(exchange.now().plus(Fields.AHEAD))) {
            errors.invalid("?asOf", "(" + said + ") is in the future. Maybe leave it out");
        }
        errors.check();
        ListRegister lists = services.registers().lists();
        ListBuilder builder = lists.begin().orElseThrow(() -> Fault.of(
                        Fault.Type.OVERLOADED, "another list is being loaded. Maybe ask again when it is done")
                .asException());
        return new Run(name, said == null ? exchange.now() : said, lists, builder).start(exchange.request());
    }

    /** One upload. Lives on its request's event loop. */
    private static final class Run {
        private final String name;
        private final Instant asOf;
        private final ListRegister lists;
        private final ListBuilder builder;
        private final NdjsonLines lines = new NdjsonLines();
        private final List<LineSink.LineError> errors = new ArrayList<>();
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private long refused;
        private long read;
        private boolean over;

        Run(String name, Instant asOf, ListRegister lists, ListBuilder builder) {
            this.name = name;
            this.asOf = asOf;
            this.lists = lists;
            this.builder = builder;
        }

        CompletionStage<Reply> start(HttpServerRequest request) {
            request.handler(this::more);
            request.endHandler(end -> end());
            request.exceptionHandler(this::giveUp);
            return reply;
        }

        private void more(Buffer part) {
            if (!over) {
                lines.feed(part.getBytes()).forEach(this::take);
            }
        }

        private void take(NdjsonLines.Line line) {
            if (over) {
                return;
            }
            read++;
            String text = new String(line.bytes(), StandardCharsets.UTF_8);
            if (line.number() == 1 && text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
            switch (builder.add(text)) {
                case ADDED -> {}
                case NO_ADDRESS -> refuse(line, text);
                case FULL -> giveUp(Fault.of(
                                Fault.Type.BODY_TOO_LARGE,
                                "the list has more than " + builder.most()
                                        + " entries, which is what there is room for. Maybe give the node a larger heap")
                        .asException());
            }
        }

        private void refuse(NdjsonLines.Line line, String text) {
            refused++;
            if (errors.size() < ERRORS_TOLD) {
                String detail = line.tooLong()
                        ? "the line has more than " + NdjsonLines.MAX_LINE + " bytes"
                        : "(\"" + Fields.brief(text.strip())
                                + "\") must be a number in E.164 such as +33612345678, or an e-mail address";
                errors.add(new LineSink.LineError(line.number(), "", detail));
            }
        }

        private void giveUp(Throwable why) {
            if (!over) {
                over = true;
                lists.abandon();
                reply.completeExceptionally(why);
            }
        }

        private void end() {
            lines.end().forEach(this::take);
            if (over) {
                return;
            }
            if (refused == read && read > 0) {
                giveUp(nothingRead());
                return;
            }
            over = true;
            lists.replace(name, asOf, builder).whenComplete((list, failure) -> {
                if (failure != null) {
                    reply.completeExceptionally(failure);
                } else {
                    reply.complete(summary(list));
                }
            });
        }

        /** A list in which nothing could be read is another file, and would let everybody be called. */
        private FaultException nothingRead() {
            List<Fault.Item> items = errors.stream()
                    .map(error -> new Fault.Item("line " + error.line(), error.detail()))
                    .toList();
            return new Fault(
                            Fault.Type.INVALID_REQUEST,
                            "none of " + read + " lines has an address: the list in force stays as it is",
                            items)
                    .asException();
        }

        private Reply summary(DoNotCallList list) {
            return Reply.json(200, out -> {
                out.writeStartObject();
                out.writeStringField("name", list.name());
                out.writeStringField("asOf", list.asOf().toString());
                out.writeNumberField("entries", list.entries());
                out.writeNumberField("refused", refused);
                out.writeArrayFieldStart("errors");
                for (LineSink.LineError error : errors) {
                    out.writeStartObject();
                    out.writeNumberField("line", error.line());
                    out.writeStringField("detail", error.detail());
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            });
        }
    }
}
