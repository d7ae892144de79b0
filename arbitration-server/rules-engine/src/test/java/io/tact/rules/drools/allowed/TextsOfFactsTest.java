package io.tact.rules.drools.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Request;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.rules.tables.TableIndex;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a rule can get hold of shows its place in memory where it is made a text. */
class TextsOfFactsTest {

    /** Every class of ours that rules may name, and every class in use behind those that are interfaces. */
    static Stream<Class<?>> open() throws Exception {
        List<Class<?>> found = new ArrayList<>();
        for (String name : Allowed.MEMBERS.classes()) {
            if (name.startsWith("io.tact.")) {
                Class<?> open = Class.forName(name);
                found.addAll(open.isInterface() ? implementations(open) : List.of(open));
            }
        }
        assertThat(found)
                .containsAll(Allowed.FACTS.stream()
                        .filter(fact -> !fact.isInterface())
                        .toList());
        return found.stream().filter(one -> !isNamesOnly(one));
    }

    /** Classes of static methods: there is no instance to show. */
    private static boolean isNamesOnly(Class<?> one) {
        return Allowed.FUNCTIONS.contains(one);
    }

    private static List<Class<?>> implementations(Class<?> open) throws Exception {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> place : List.of(open, TableIndex.class)) {
            Path root = Path.of(new URI(
                    place.getProtectionDomain().getCodeSource().getLocation().toString()));
            for (String name : classesIn(root)) {
                Class<?> one = Class.forName(name, false, place.getClassLoader());
                if (open.isAssignableFrom(one) && !one.isInterface()) {
                    found.add(one);
                }
            }
        }
        assertThat(found).as("what stands behind " + open).isNotEmpty();
        return found;
    }

    /** In a folder or a jar. */
    private static List<String> classesIn(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            return classesBelow(root);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root)) {
            return classesBelow(jar.getPath("/"));
        }
    }

    private static List<String> classesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("open")
    void everyClassThatIsOpenToRulesHasATextOfItsOwn(Class<?> open) throws Exception {
        assertThat(open.getMethod("toString").getDeclaringClass()).isNotEqualTo(Object.class);
        if (open.isRecord()) {
            for (RecordComponent part : open.getRecordComponents()) {
                assertThat(hasSteadyText(part.getType()))
                        .as("the text of " + part)
                        .isTrue();
            }
        }
    }

    private static boolean hasSteadyText(Class<?> part) throws Exception {
        return part.isPrimitive()
                || part == String.class
                || part.isEnum()
                || (part.getName().startsWith("io.tact.")
                        && Modifier.isFinal(part.getModifiers())
                        && part.getMethod("toString").getDeclaringClass() == part);
    }

    @Test
    void channelsStandInOrderWhateverTheirSetIs() {
        Set<Channel> asked = new LinkedHashSet<>();
        for (int i = 0; i < 15; i++) {
            asked.add(Channel.WELL_KNOWN.get(14 - i));
        }
        Request request = new Request(
                new Dictionary(List.of()),
                new AttributeValue[0],
                Direction.INBOUND,
                asked,
                Instant.parse("2026-11-23T10:00:00Z"),
                ZoneOffset.UTC);
        assertThat(request)
                .hasToString(
                        "Request[direction=INBOUND, channels=[CALL_CENTRE, DIRECT_MAIL, DOOR, EMAIL, FAX, IN_APP, IVR, MMS,"
                                + " PUSH, RCS, SMS, STORE, USSD, WEB, WHATSAPP], localTime=2026-11-23T10:00Z]");
    }
}
