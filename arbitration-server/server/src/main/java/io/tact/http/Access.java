package io.tact.http;

import io.tact.identity.Role;
import java.util.Set;

/**
 * Who may call an operation, and how that is audited, as the contract says.
 *
 * @param open whether nobody is asked who they are
 * @param roles who may call it: whoever has one of them
 * @param password whether the credential may come as the password of HTTP Basic, from browsers
 * @param audit how it is audited
 */
record Access(boolean open, Set<Role> roles, boolean password, Audit audit) {
    /** How an operation is audited. */
    enum Audit {
        /** Not at all: it changes nothing. */
        NONE,
        /** With an entry before it is done. */
        ENTRY,
        /** By how many were served. */
        SUM
    }

    Access {
        roles = Set.copyOf(roles);
    }
}
