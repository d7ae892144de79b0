package io.tact.http;

import io.tact.audit.AuditTrail;
import io.tact.identity.Identities;
import io.tact.lifecycle.AddressHash;
import java.util.function.Supplier;

/**
 * Who may ask, and how it is told of.
 *
 * @param identities who may ask; asked anew for each request
 * @param trail where it is told of
 * @param amongNodes keyed with what all nodes of the cluster have, and nobody else
 */
public record Guard(Supplier<Identities> identities, AuditTrail trail, AddressHash amongNodes) {}
