package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.spi.impl.merge.MapMergingEntryImpl;
import io.tact.history.LedgerKey;
import io.tact.history.RecordCodec;
import io.tact.history.Redirect;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewestVersionWinsTest {
    private static final LedgerKey KEY = LedgerKey.ofLine("+336");

    private final Config config =
            GridConfig.of(new GridSettings("merge-test", 2, 1, new Membership.TcpIp("127.0.0.1", 1, listOfOne(), 2)));
    private final InternalSerializationService bytes = new DefaultSerializationServiceBuilder()
            .setConfig(config.getSerializationConfig())
            .build();
    private final NewestVersionWins policy = new NewestVersionWins();

    @AfterEach
    void dispose() {
        bytes.dispose();
    }

    @Test
    void theHigherVersionStaysWhicheverSideHasIt() {
        assertThat(versionAfter(record(3), record(2))).isEqualTo(3);
        assertThat(versionAfter(record(2), record(3))).isEqualTo(3);
        assertThat(versionAfter(record(2), null)).isEqualTo(2);
        assertThat(versionAfter(null, record(2))).isEqualTo(2);
        assertThat(policy.merge(null, null)).isNull();
    }

    @Test
    void thePolicyTravelsByNumber() {
        assertThat(bytes.<Object>toObject(bytes.toData(policy))).isInstanceOf(NewestVersionWins.class);
    }

    @Test
    void aStrangersClassIsNotBuiltWhateverTheyCallIt() {
        InternalSerializationService careless = new DefaultSerializationServiceBuilder().build();
        Data evil = careless.toData(new Evil());
        careless.dispose();

        assertThatThrownBy(() -> bytes.toObject(evil)).hasRootCauseInstanceOf(SecurityException.class);
        assertThat(Evil.built).isFalse();
    }

    private static final class Evil implements Serializable {
        private static final long serialVersionUID = 1L;
        private static boolean built;

        private void readObject(java.io.ObjectInputStream in) {
            built = true;
        }
    }

    private long versionAfter(byte @Nullable [] merging, byte @Nullable [] existing) {
        return RecordCodec.versionOf(bytes.<byte[]>toObject(policy.merge(entry(merging), entry(existing))));
    }

    private @Nullable MapMergingEntryImpl<Object, byte[]> entry(byte @Nullable [] value) {
        return value == null
                ? null
                : new MapMergingEntryImpl<Object, byte[]>(bytes)
                        .setKey(bytes.toData(KEY.value()))
                        .setValue(bytes.toData(value));
    }

    private static byte[] record(long version) {
        return RecordCodec.encode(new Redirect(KEY, version, null, null), version);
    }

    private static java.util.List<String> listOfOne() {
        return java.util.List.of("127.0.0.1:1");
    }
}
