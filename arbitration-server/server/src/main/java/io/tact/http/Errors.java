package io.tact.http;

import java.util.ArrayList;
import java.util.List;

/** Collects all that is wrong with one body, so that the caller gets every error at once. For one thread. */
final class Errors {
    private static final int MOST = 100;

    private final List<Fault.Item> items = new ArrayList<>();
    private boolean malformed;

    /** Something that no ruleset would make right: a wrong type, a missing or unknown field, a value out of range. */
    void invalid(String pointer, String detail) {
        malformed = true;
        add(pointer, detail);
    }

    /** The same of a value in the body. */
    void invalid(Pointer pointer, String detail) {
        invalid(pointer.toString(), detail);
    }

    /** Something well-formed that the active ruleset does not have. */
    void unknown(String pointer, String detail) {
        add(pointer, detail);
    }

    /** The same of a value in the body. */
    void unknown(Pointer pointer, String detail) {
        unknown(pointer.toString(), detail);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** The first of them. */
    Fault.Item first() {
        return items.get(0);
    }

    /** @throws FaultException with all of them, if there are any */
    void check() {
        if (!items.isEmpty()) {
            Fault.Item first = items.get(0);
            String more = items.size() == 1 ? "" : " (and " + (items.size() - 1) + " more)";
            throw new Fault(
                            malformed ? Fault.Type.INVALID_REQUEST : Fault.Type.UNKNOWN_VALUE,
                            subject(first) + first.detail() + more,
                            items)
                    .asException();
        }
    }

    private static String subject(Fault.Item item) {
        return item.pointer().isEmpty() ? "the body " : item.pointer() + ": ";
    }

    private void add(String pointer, String detail) {
        if (items.size() < MOST) {
            items.add(new Fault.Item(pointer, detail));
        }
    }
}
