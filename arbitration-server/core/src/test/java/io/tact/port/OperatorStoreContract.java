package io.tact.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link OperatorStore} must do. */
@SuppressWarnings("NullAway.Init") // fields are set before each test
public abstract class OperatorStoreContract {
    @TempDir
    protected Path folder;

    protected OperatorStore store;

    /** Opens the store kept in a folder, making it if it is not there. */
    protected abstract OperatorStore open(Path folder);

    @BeforeEach
    void openStore() {
        store = open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void knowsNothingThatWasNeverPut() {
        assertThat(get(store.find("fruit", "apple"))).isEmpty();
        assertThat(get(store.all("fruit"))).isEmpty();
        assertThat(get(store.ids("fruit"))).isEmpty();
        get(store.remove("fruit", "apple"));
    }

    @Test
    void keepsTheLastValueOfEachId() {
        put("fruit", "apple", "green");
        put("fruit", "apple", "red");
        put("fruit", "pear", "");
        assertThat(text("fruit", "apple")).isEqualTo("red");
        assertThat(text("fruit", "pear")).isEmpty();
        assertThat(get(store.ids("fruit"))).containsExactly("apple", "pear");
        get(store.remove("fruit", "apple"));
        assertThat(get(store.find("fruit", "apple"))).isEmpty();
        assertThat(get(store.ids("fruit"))).containsExactly("pear");
    }

    @Test
    void theFirstValueStandsForAllWhoOfferedOne() {
        List<CompletionStage<byte[]>> offers = new ArrayList<>();
        for (byte i = 0; i < 50; i++) {
            offers.add(store.putIfAbsent("seed", "apple", new byte[] {i}));
        }
        byte[] stands = get(store.find("seed", "apple")).orElseThrow();
        offers.forEach(offer -> assertThat(get(offer)).isEqualTo(stands));
        store.close();
        store = open(folder);
        assertThat(get(store.putIfAbsent("seed", "apple", new byte[] {99}))).isEqualTo(stands);
        assertThat(get(store.putIfAbsent("seed", "pear", new byte[] {99}))).containsExactly(99);
    }

    @Test
    void tellsKindsApartAlsoWhereOneBeginsLikeTheOther() {
        put("fruit", "s/apple", "1");
        put("fruits", "/apple", "2");
        put("fruits/", "apple", "3");
        put("fruit", "\uD83C\uDF4F/\u0000/é", "4");
        assertThat(get(store.ids("fruit"))).containsExactly("s/apple", "\uD83C\uDF4F/\u0000/é");
        assertThat(get(store.all("fruits"))).containsOnlyKeys("/apple");
        assertThat(text("fruits/", "apple")).isEqualTo("3");
        get(store.remove("fruits", "/apple"));
        assertThat(text("fruits/", "apple")).isEqualTo("3");
        assertThat(text("fruit", "\uD83C\uDF4F/\u0000/é")).isEqualTo("4");
    }

    @Test
    void whatIsDoneOutlivesTheStore() {
        put("fruit", "apple", "red");
        put("fruit", "pear", "green");
        get(store.remove("fruit", "apple"));
        byte[] large = new byte[OperatorStore.LARGEST_VALUE];
        large[large.length - 1] = 7;
        get(store.put("seed", "x".repeat(1_024), large));
        store.close();
        store = open(folder);
        assertThat(get(store.ids("fruit"))).containsExactly("pear");
        assertThat(text("fruit", "pear")).isEqualTo("green");
        assertThat(get(store.all("seed")).get("x".repeat(1_024))).isEqualTo(large);
    }

    @Test
    void closingWaitsForTheChangesUnderWay() {
        List<CompletionStage<Void>> puts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            puts.add(store.put("fruit", "apple-" + i, new byte[] {1}));
        }
        store.close();
        store.close();
        puts.forEach(OperatorStoreContract::get);
        store = open(folder);
        assertThat(get(store.ids("fruit"))).hasSize(200);
    }

    @Test
    void refusesWhatIsTooLongOrTooLarge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put("fruit", "apple", new byte[OperatorStore.LARGEST_VALUE + 1]))
                .withMessageContaining("1048577");
        assertThatIllegalArgumentException().isThrownBy(() -> store.put("", "apple", new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> store.put("fruit", "", new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> store.find("fruit", "é".repeat(513)));
        assertThatIllegalArgumentException().isThrownBy(() -> store.all("é".repeat(128)));
        assertThat(get(store.ids("fruit"))).isEmpty();
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        for (CompletionStage<?> asked : List.of(
                store.put("fruit", "apple", new byte[0]),
                store.putIfAbsent("fruit", "apple", new byte[0]),
                store.remove("fruit", "apple"),
                store.find("fruit", "apple"),
                store.all("fruit"),
                store.ids("fruit"))) {
            assertThat(asked)
                    .failsWithin(java.time.Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(CouldNotDecideException.class);
        }
    }

    private void put(String kind, String id, String text) {
        get(store.put(kind, id, text.getBytes(UTF_8)));
    }

    private String text(String kind, String id) {
        return new String(get(store.find(kind, id)).orElseThrow(), UTF_8);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
