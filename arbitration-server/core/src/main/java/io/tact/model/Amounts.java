package io.tact.model;

/**
 * What one message amounts to, frozen when it is granted, so that caps can sum it up.
 *
 * @param value what the offer is worth to the business
 * @param contactCost what the contact costs
 * @param incentiveCost what the incentive costs
 */
public record Amounts(Fixed value, Fixed contactCost, Fixed incentiveCost) {}
