package io.tact.rules.tables;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Cases of broken files. */
final class Broken {
    private Broken() {}

    /** A file of {@link SampleRuleset} that is written so, and what an author is told of it, by place. */
    static Arguments one(String file, String text, String... expected) {
        return Arguments.of(file, text, List.of(expected));
    }
}
