package io.tact.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of several ways to say something: the key that chooses the annotated record. Exactly one of them is said. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Alternative {
    /** The key. */
    String value();

    /** Whether the key's value is that of the record's only component, instead of a map of its components. */
    boolean bare() default false;
}
