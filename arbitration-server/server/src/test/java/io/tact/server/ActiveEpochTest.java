package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.arbitration.ActiveRuleset;
import io.tact.port.CouldNotDecideException;
import io.tact.port.InMemoryContactStore;
import io.tact.ruleset.RulesetVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // fields are set before each test
class ActiveEpochTest {
    private final InMemoryContactStore store = new InMemoryContactStore(new InMemoryContactStore.Disk());
    private final List<Long> taken = new ArrayList<>();
    private RulesetVersion mine;
    private ActiveEpoch epoch;

    @BeforeEach
    void activate(@TempDir Path folder) throws IOException, StartupException {
        GreetingRuleset.write(folder);
        var compiled = RulesetStart.compile(folder);
        mine = compiled.ruleset().version();
        epoch = new ActiveEpoch(
                store,
                store.activate(mine).toCompletableFuture().join(),
                number -> new ActiveRuleset(compiled, number),
                now -> taken.add(now.epoch()));
    }

    @Test
    void itsOwnVersionIsTakenOverUnderANewEpoch() {
        activate(new RulesetVersion("other", "00"));
        activate(mine);
        epoch.refresh().toCompletableFuture().join();

        assertThat(epoch.get().epoch()).isEqualTo(3);
        assertThat(epoch.unhealthy()).isEmpty();
        assertThat(taken).containsExactly(3L);
    }

    @Test
    void whileAnotherVersionIsActiveNothingIsDecided() {
        activate(new RulesetVersion("other", "00"));
        epoch.refresh().toCompletableFuture().join();

        String why = "this node has ruleset greeting version " + mine.hash() + ", and other version 00 is active. Maybe"
                + " start it again with that one";
        assertThat(epoch.unhealthy()).contains(why);
        assertThatThrownBy(epoch::get)
                .isInstanceOf(CouldNotDecideException.class)
                .hasMessage(why);
        assertThat(epoch.own().epoch()).isEqualTo(1);

        activate(mine);
        epoch.refresh().toCompletableFuture().join();
        assertThat(epoch.get().epoch()).isEqualTo(3);
    }

    @Test
    void aStoreThatDoesNotSayChangesNothing() {
        activate(new RulesetVersion("other", "00"));
        store.close();
        epoch.refresh().toCompletableFuture().join();
        assertThat(epoch.get().epoch()).isEqualTo(1);
    }

    private void activate(RulesetVersion version) {
        store.activate(version).toCompletableFuture().join();
    }
}
