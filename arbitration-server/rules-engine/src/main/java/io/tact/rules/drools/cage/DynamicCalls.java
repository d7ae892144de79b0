package io.tact.rules.drools.cage;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/**
 * Verifies what one method lets the JVM link by itself: texts that are put together of constants and values, and, outside of what
 * authors wrote, the constructors of the functions of {@code accumulate}. Nothing else.
 */
final class DynamicCalls {
    private static final String CONCAT = "java/lang/invoke/StringConcatFactory";
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    /** Texts that one method puts together: the same bound as the grammar has for a rule. */
    private static final int CONCATS = 13;

    private final boolean authored;
    private int concats;

    DynamicCalls(boolean authored) {
        this.authored = authored;
    }

    /** What is wrong with a call; null if nothing is. */
    @Nullable String breach(String name, Handle bootstrap, Object... arguments) {
        return bootstrap.getOwner().equals(CONCAT)
                ? concat(name, bootstrap, arguments)
                : isAccumulator(bootstrap, arguments)
                        ? null
                        : "a call through " + bootstrap.getOwner().replace('/', '.');
    }

    private @Nullable String concat(String name, Handle bootstrap, Object... arguments) {
        concats++;
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
