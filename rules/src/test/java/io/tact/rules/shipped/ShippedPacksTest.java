package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.RulesetFolder;
import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedPacksTest {
    static List<Path> packs() throws IOException {
        return Shipped.packs();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void compilesAndPassesItsScenariosWhichHitEachOfItsRows(Path folder) throws IOException {
        CheckReport report = Shipped.check(RulesetFolder.read(folder));
        assertThat(report.ok()).as(String.join("\n", report.lines())).isTrue();
        assertThat(report.problems()).isEmpty();
        assertThat(report.passed()).isPositive();
        assertThat(report.coverage().missed()).extracting(Coverage.Part::name).isEmpty();
    }
}
