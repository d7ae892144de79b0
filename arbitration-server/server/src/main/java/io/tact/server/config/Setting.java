package io.tact.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One key of the configuration, on the record component that takes its value. The component's name is the key, its type is
 * the type, and what is said here is both checked when a file is read and told by the reference.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
    /** What it means: a sentence without a full stop. */
    String meaning();

    /** The key, where it is not the component's name. */
    String key() default "";

    /** Its value where the file says nothing; empty for none. */
    String fallback() default "";

    /** What holds where the file says nothing and no value stands for that; not empty makes the key optional. */
    String otherwise() default "";

    /** The least value; empty for none. */
    String min() default "";

    /** The greatest value; empty for none. */
    String max() default "";

    /** A value that would do, for messages. */
    String example();

    /** The variable of the environment that goes before the file; empty for none. */
    String environment() default "";
}
