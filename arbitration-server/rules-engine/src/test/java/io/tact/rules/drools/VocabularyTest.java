package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.OutcomeType;
import io.tact.model.Selector;
import io.tact.model.Selector.Dimension;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import io.tact.rules.tables.ParsedRuleset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static RuleInfo row(String table) {
        return new RuleInfo(table, "r", "corner", null, null, null, null);
    }

    private static Scope sender(String name) {
        return new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(name), Set.of(), Set.of(), Set.of());
    }

    private static Selector category(String name) {
        return new Selector(Dimension.CATEGORY, name);
    }

    @Test
    void namesInEveryKindOfRowAreKnownToRules() {
        CooloffRule cooloff = new CooloffRule(
                row("cooloffs"),
                sender("Sister"),
                Set.of(new Channel("DOOR")),
                Set.of(OutcomeType.REFUSED),
                1,
                null,
                Set.of(),
                null,
                CooloffRule.Start.INSTANT);
        ExemptionRule exemption = new ExemptionRule(
                row("exemptions"), sender("Tact"), Set.of(), null, Set.of(RuleKind.CAPS), Set.of(), true);
        ExclusionRule only = new ExclusionRule.OnlyAfter(
                row("exclusions"), category("UPSELL"), category("WELCOME"), null, List.of(), Set.of());
        ParsedRuleset tables = new ParsedRuleset(
                Sample.SETTINGS,
                Sample.DICTIONARY,
                new Catalogue(List.of()),
                Map.of(Dimension.CHANNEL, Set.of(), Dimension.CATEGORY, Set.of(), Dimension.SENDER, Set.of()),
                List.of(),
                List.of(),
                List.of(cooloff, exemption, only),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new TreeMap<>());

        Vocabulary vocabulary = Vocabulary.of(tables);

        assertThat(vocabulary.of(Dimension.CHANNEL)).containsExactly("DOOR");
        assertThat(vocabulary.of(Dimension.SENDER)).containsExactly("Sister", "Tact");
        assertThat(vocabulary.of(Dimension.CATEGORY)).containsExactly("UPSELL", "WELCOME");
    }
}
