package io.tact.rules.workbooks;

import java.io.IOException;

/** Why a workbook is refused as a whole, and what to do about it. Never leaves this package. */
final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String advice;

    UnreadableException(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }
}
