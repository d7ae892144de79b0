package io.tact.http;

import io.tact.audit.AuditTrail;
import io.tact.identity.Identities;
import io.tact.lifecycle.AddressHash;

/**
 * Who may ask, and how it is told of.
 *
 * @param identities who may ask
 * @param trail where it is told of
 * @param amongNodes keyed with what all nodes of the cluster have, and nobody else
 */
public record Guard(Identities identities, AuditTrail trail, AddressHash amongNodes) {}
