package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** No table cell is ever compiled: what looks like code is a text, or refused by type. */
class CellsAreDataTest {
    private static final List<String> CODE = List.of(
            "\"; System.exit(1); //",
            "$1",
            "${jndi:ldap://x}",
            "eval(true)",
            "x\" ) then System.exit(1); end rule \"y\" when Profile( text(\"plan\") == \"x",
            "#{T(java.lang.Runtime).getRuntime().exit(1)}",
            "=CMD()");

    private static Map<String, String> ruleset(String plan, String number) {
        return new TreeMap<>(Map.of(
                "ruleset.yaml", "name: cells\nzone: Europe/Paris\n",
                "attributes.csv", "name,scope,type\nplan,CONTEXT,STRING\nbalance,CONTEXT,NUMBER\n",
                "catalogue.csv", "campaign,offer,treatment,channel,purpose\nC,O,T,SMS,MARKETING\n",
                "eligibility.csv", "id,campaign,plan =,balance <\nr,C," + csv(plan) + "," + csv(number) + "\n"));
    }

    private static String csv(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Test
    void cellsThatLookLikeCodeAreCompared() {
        for (String code : CODE) {
            Map<String, String> ruleset = ruleset(code, "");
            ruleset.put("plan", code);
            assertThat(new TablesAlone().apply(ruleset)).as(code).isEqualTo("{0} []");
            ruleset.put("plan", "something else");
            assertThat(new TablesAlone().apply(ruleset)).as(code).isEqualTo("{} []");
        }
    }

    @Test
    void cellsThatLookLikeCodeAreRefusedWhereANumberBelongs() {
        for (String code : CODE) {
            assertThat(new TablesAlone().apply(ruleset("PREPAID", code)))
                    .as(code)
                    .contains("eligibility.csv!D2");
        }
    }

    @Test
    void tablesAloneDecideWhereThereIsNoDroolsAtAll() throws Exception {
        Map<String, String> ruleset = ruleset("PREPAID", "");
        ruleset.put("plan", "PREPAID");
        assertThat(withoutDrools().apply(ruleset)).isEqualTo("{0} []");
        ruleset.put("a.drl", "rule \"r\" when Profile() then verdicts.mustMention(\"x\"); end");
        assertThat(new TablesAlone().apply(ruleset)).contains("MustMention");
        Function<Map<String, String>, String> without = withoutDrools();
        assertThatThrownBy(() -> without.apply(ruleset)).isInstanceOf(NoClassDefFoundError.class);
    }

    /** The same code, loaded afresh where Drools cannot be found. */
    @SuppressWarnings("unchecked") // it is what it was declared to be
    private static Function<Map<String, String>, String> withoutDrools() throws ReflectiveOperationException {
        ClassLoader loader = new WithoutDrools(CellsAreDataTest.class.getClassLoader());
        return (Function<Map<String, String>, String>)
                loader.loadClass(TablesAlone.class.getName()).getConstructor().newInstance();
    }

    private static final class WithoutDrools extends ClassLoader {
        WithoutDrools(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.drools.") || name.startsWith("org.kie.")) {
                throw new ClassNotFoundException(name + " must not be needed");
            }
            if (!name.startsWith("io.tact.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
