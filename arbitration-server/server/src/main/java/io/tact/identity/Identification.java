package io.tact.identity;

import java.util.Locale;

/** What came of asking somebody who they are. */
public sealed interface Identification {

    /** They could say so. */
    record Known(Identity identity) implements Identification {}

    /**
     * They could not.
     *
     * @param why the kind of reason; there are few
     * @param detail what is wrong, and what to do; has nothing secret
     */
    record Refused(Why why, String detail) implements Identification {}

    /** Why somebody is not known. */
    enum Why {
        NO_CREDENTIAL,
        MALFORMED_CREDENTIAL,
        UNKNOWN_KEY,
        EXPIRED,
        NOT_YET_VALID,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        WRONG_SIGNATURE,
        WRONG_CLAIMS;

        /** {@code wrong-signature}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Refused refused(Why why, String detail) {
        return new Refused(why, detail);
    }
}
