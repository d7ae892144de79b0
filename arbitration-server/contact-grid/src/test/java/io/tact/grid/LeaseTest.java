package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Lease lease = new Lease(nanos::get);

    @Test
    void isValidWhileItIsRenewed() {
        for (int i = 0; i < 100; i++) {
            pass(2_999);
            assertThat(lease.isValid()).isTrue();
            assertThat(lease.renew()).isFalse();
        }
    }

    @Test
    void whoeverWasStoppedIsNotValidAtOnceNorBeforeTheyCanKnowWhatTheyMissed() {
        pass(3_000);
        assertThat(lease.isValid()).isFalse();
        assertThat(lease.renew()).isTrue();
        assertThat(lease.isValid()).isFalse();
        pass(2_000);
        assertThat(lease.renew()).isFalse();
        assertThat(lease.isValid()).isFalse();
        pass(1_000);
        assertThat(lease.isValid()).isTrue();
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
