package io.tact.rules.drools.cage;

import io.tact.facts.History;
import io.tact.facts.Profile;
import io.tact.facts.Request;
import io.tact.facts.TableHits;
import io.tact.facts.Verdicts;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Verifies what one method lets the JVM link by itself: texts that are put together of constants and values, and, outside of what
 * authors wrote, the constructors of the functions of {@code accumulate}. Nothing else.
 */
final class DynamicCalls {
    private static final String CONCAT = "java/lang/invoke/StringConcatFactory";
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    /** Texts that one method puts together: the same bound as the grammar has for a rule. */
    private static final int CONCATS = 13;

    /** What has no text of its own but that of its place in memory, so that no decision with it could be explained. */
    private static final Set<String> WITHOUT_TEXT = Stream.of(
                    Object.class, Request.class, Profile.class, History.class, TableHits.class, Verdicts.class)
            .map(Type::getInternalName)
            .collect(Collectors.toUnmodifiableSet());

    private final boolean authored;
    private int concats;

    DynamicCalls(boolean authored) {
        this.authored = authored;
    }

    /** What is wrong with a call; null if nothing is. */
    @Nullable String breach(String name, String descriptor, Handle bootstrap, Object... arguments) {
        return bootstrap.getOwner().equals(CONCAT)
                ? concat(name, descriptor, bootstrap, arguments)
                : isAccumulator(bootstrap, arguments)
                        ? null
                        : "a call through " + bootstrap.getOwner().replace('/', '.');
    }

    private @Nullable String concat(String name, String descriptor, Handle bootstrap, Object... arguments) {
        concats++;
        for (Type part : Type.getArgumentTypes(descriptor)) {
            if (authored && part.getSort() == Type.OBJECT && WITHOUT_TEXT.contains(part.getInternalName())) {
                return "a text of a " + part.getClassName() + ", which is another each time";
            }
        }
        boolean plain =
                name.equals("makeConcatWithConstants") && bootstrap.getName().equals(name);
        for (Object argument : arguments) {
            plain &= argument instanceof String || argument instanceof Number;
        }
        if (!plain) {
            return "a way of its own to put texts together";
        }
        return concats > CONCATS ? "texts that are put together again and again" : null;
    }

    private boolean isAccumulator(Handle bootstrap, Object... arguments) {
        return !authored
                && bootstrap.getOwner().equals(LAMBDAS)
                && bootstrap.getName().equals("metafactory")
                && arguments.length == 3
                && arguments[1] instanceof Handle target
                && target.getTag() == Opcodes.H_NEWINVOKESPECIAL
                && target.getDesc().equals("()V")
                && Generated.ACCUMULATOR.matcher(target.getOwner()).matches();
    }
}
