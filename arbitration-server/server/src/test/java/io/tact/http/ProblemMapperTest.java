package io.tact.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.CouldNotDecideException;
import io.vertx.core.http.HttpClosedException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    @Test
    void aClientThatHangsUpIsNoFailureOfTheServer() {
        Reply reply = ProblemMapper.reply(new CompletionException(new HttpClosedException("Connection was closed")));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(new String(reply.body(), UTF_8))
                .contains("invalid-request")
                .contains("before the request had ended");
    }

    @Test
    void whatCouldNotBeDecidedSaysWhy() {
        Reply reply = ProblemMapper.reply(new CompletionException(new CouldNotDecideException("the disk is full")));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(new String(reply.body(), UTF_8)).contains("could-not-decide").contains("the disk is full");
    }
}
