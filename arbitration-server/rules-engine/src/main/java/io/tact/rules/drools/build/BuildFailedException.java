package io.tact.rules.drools.build;

/** That rules could not be built, through no error that a compiler could name: it took too long, too much, or did not run. */
public final class BuildFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String what;
    private final String advice;

    BuildFailedException(String what, String advice) {
        super(what);
        this.what = what;
        this.advice = advice;
    }

    /** What went wrong. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
