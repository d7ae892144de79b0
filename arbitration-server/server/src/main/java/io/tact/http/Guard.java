package io.tact.http;

import io.tact.audit.AuditTrail;
import io.tact.identity.Identities;
import io.tact.identity.Strangers;
import io.tact.lifecycle.AddressHash;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who may ask, and how it is told of.
 *
 * @param identities who may ask; asked anew for each request
 * @param strangers how often those may ask whom nobody knows
 * @param trail where it is told of
 * @param names what the node is called beside its loopback address, where nobody is asked who they are
 * @param amongNodes keyed with what all nodes of the cluster have, and nobody else
 */
public record Guard(
        Supplier<Identities> identities,
        Strangers strangers,
        AuditTrail trail,
        Set<String> names,
        AddressHash amongNodes) {}
