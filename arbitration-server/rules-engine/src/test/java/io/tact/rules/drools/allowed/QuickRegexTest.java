package io.tact.rules.drools.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickRegexTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A.*",
                ".*sale.*",
                "[\\w.+-]+@[\\w.-]+",
                "[^\\s]+",
                "[]x]+",
                "\\d{4}-\\d{2}-\\d{2}",
                "FR|DE|ES|IT|PT|NL|BE|LU|AT",
                "(?:FR|DE)-(A|B|C)",
                "colou?r",
                "\\+33[0-9]{9}",
                "a{2,}",
                "x*+y*?"
            })
    void patternsThatPeopleWrite(String pattern) {
        assertThat(QuickRegex.is(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|a)*",
                "a*a*a*",
                "a{1,99}b{1,99}c{1,99}",
                "a?a?a?a?a?",
                "(a|a)(a|a)(a|a)(a|a)(a|a)",
                "(?=a)a",
                "(?<n>a)\\k<n>",
                "(a)\\1",
                "\\c\\*\\c\\*\\c\\*",
                "a*{3}+{3}+",
                "[a-z&&[^b]]+",
                "\\p{L}+",
                "\\Qa*\\E",
                "(?x)a # b"
            })
    void patternsThatMayTakeLongOrAreNotUnderstood(String pattern) {
        assertThat(QuickRegex.is(pattern)).isFalse();
    }
}
