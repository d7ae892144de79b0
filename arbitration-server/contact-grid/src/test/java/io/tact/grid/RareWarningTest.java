package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class RareWarningTest {
    private final List<String> said = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RareWarning warning = new RareWarning(listener(), "no answer", nanos::get);

    private Logger listener() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
                    Object last = all.remove(all.size() - 1);
                    all.addAll(last instanceof Object[] more ? Arrays.asList(more) : List.of(last));
                    String format = (String) all.remove(0);
                    said.add(method.getName() + " "
                            + MessageFormatter.arrayFormat(format, all.toArray())
                                    .getMessage());
                    return null;
                });
    }

    @Test
    void saysTheFirstAtOnceAndThenHowManyThereWereMeanwhile() {
        warning.happened("a");
        warning.happened("b");
        nanos.addAndGet(RareWarning.PAUSE.toNanos() - 1);
        warning.happened("c");
        assertThat(said).containsExactly("warn no answer: a");

        nanos.incrementAndGet();
        warning.happened("d");
        nanos.addAndGet(RareWarning.PAUSE.toNanos());
        warning.happened("e");
        assertThat(said)
                .containsExactly(
                        "warn no answer: a",
                        "warn no answer: d (and 2 more since this was last said)",
                        "warn no answer: e");
    }
}
