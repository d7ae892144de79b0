package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.policy.PolicyBook;
import io.tact.port.RulesetCompiler.Compilation;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongestWindowsTest {
    private static final PolicyBook POLICY = policy(Map.of(
            "ruleset.yaml", "name: windows\nzone: UTC\nunknownZones: [UTC]\nlanguage: en\n",
            "catalogue.csv",
                    "campaign,offer,treatment,channel,direction,purpose,sender_class,category,value,prior,control_share,content\n"
                            + "HELLO,GREETING,GREETING/SMS,SMS,OUTBOUND,MARKETING,CVM,A,1.00,0.10,0,Hello\n"
                            + "AGAIN,ANOTHER,ANOTHER/SMS,SMS,OUTBOUND,MARKETING,CVM,B,1.00,0.10,0,Hello\n",
            "caps.csv",
                    "id,level,window,length,max,counts\nmonth,SUBSCRIBER,CALENDAR,MONTH,9,ATTEMPTS\n"
                            + "gap,SUBSCRIBER,GAP,PT50H,1,ATTEMPTS\nquarter,SUBSCRIBER,ROLLING,P90D,1,ATTEMPTS\n",
            "cooloffs.csv",
                    "id,purpose,outcomes,length,times,within\nrefused,MARKETING,REFUSED,P60D,,\n"
                            + "unheard,MARKETING,NO_ANSWER,P40D,,\nthrice,MARKETING,REFUSED,P10D,3,P45D\n",
            "exclusions.csv",
                    "id,kind,a,b,within\nnot-both,NEVER_TOGETHER,category:A,category:B,P20D\n"
                            + "one,ONE_PER,category,,P21D\nlater,NOT_AFTER,category:B,category:A,P22D\n"
                            + "then,ONLY_AFTER,category:A,category:B,P23D\n"));

    @Test
    void namesEveryRowThatLooksFurtherBackThanContactsAreRemembered() {
        assertThat(beyond(Duration.ofHours(49)))
                .containsExactlyInAnyOrder(
                        "caps#month (P31D)",
                        "caps#gap (PT50H)",
                        "caps#quarter (P90D)",
                        "cooloffs#unheard (P40D)",
                        "cooloffs#thrice (P45D)",
                        "exclusions#not-both (P20D)",
                        "exclusions#one (P21D)",
                        "exclusions#later (P22D)",
                        "exclusions#then (P23D)");
    }

    @Test
    void aWindowExactlyAsLongAsContactsAreRememberedWillDo() {
        assertThat(beyond(Duration.ofDays(45))).containsExactly("caps#quarter (P90D)");
        assertThat(beyond(Duration.ofDays(90))).isEmpty();
        assertThat(beyond(Duration.ofDays(90).minusSeconds(1))).hasSize(1);
    }

    private static List<String> beyond(Duration retention) {
        return LongestWindows.beyond(POLICY, retention);
    }

    private static PolicyBook policy(Map<String, String> texts) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        Compilation compilation = Geography.compiler().compile(new RulesetSource("windows", files));
        assertThat(compilation.problems()).isEmpty();
        return compilation.ruleset().orElseThrow().ruleset().policy();
    }
}
