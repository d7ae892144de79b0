package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import io.tact.history.LedgerKey;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GridRecordsTest {
    private static final LedgerKey KEY = LedgerKey.ofSubscriber("S-1");

    /** What a partition on its way to another member does to those who ask: it makes them wait. */
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    private final GridRecords records = new GridRecords(map(), Runnable::run);

    @SuppressWarnings("unchecked")
    private IMap<String, byte[]> map() {
        return (IMap<String, byte[]>) Proxy.newProxyInstance(
                IMap.class.getClassLoader(), new Class<?>[] {IMap.class}, (proxy, method, arguments) -> answer);
    }

    @Test
    void aReadThatAPartitionOnItsWayHoldsUpFindsNothingInsteadOfWaiting() throws Exception {
        CompletableFuture<byte[]> read = records.find(KEY, false).toCompletableFuture();

        assertThat(read.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void whereNobodyElseCanOwnItTheAnswerIsWaitedFor() throws Exception {
        CompletableFuture<byte[]> read = records.find(KEY, true).toCompletableFuture();
        assertThat(read).isNotDone();

        answer.complete(new byte[] {7});

        assertThat(read.get(10, TimeUnit.SECONDS)).containsExactly(7);
    }
}
