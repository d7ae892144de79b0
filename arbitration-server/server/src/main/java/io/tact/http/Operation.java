package io.tact.http;

import java.util.concurrent.CompletionStage;

/** Serves one operation of the contract: parse, call, map. Called on event loops; must not block. */
@FunctionalInterface
interface Operation {
    /** The answer. It may also throw, or fail, with a {@link FaultException}. */
    CompletionStage<Reply> serve(Exchange exchange);
}
