package io.tact.http;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in what was sent. Written out as a JSON pointer (RFC 6901) only when there is something to say of it.
 * Immutable.
 */
final class Pointer {
    /** The whole body. */
    static final Pointer BODY = new Pointer(null, "");

    private final @Nullable Pointer parent;
    private final Object step;

    private Pointer(@Nullable Pointer parent, Object step) {
        this.parent = parent;
        this.step = step;
    }

    /** What stands outside of the body: {@code ?name} for a query parameter. */
    static Pointer outside(String name) {
        return new Pointer(null, name);
    }

    /** A field of the object that stands here. */
    Pointer to(String field) {
        return new Pointer(this, field);
    }

    /** An element of the list that stands here. */
    Pointer to(int element) {
        return new Pointer(this, element);
    }

    @Override
    public String toString() {
        return parent == null
                ? step.toString()
                : parent + "/" + step.toString().replace("~", "~0").replace("/", "~1");
    }
}
