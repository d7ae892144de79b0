-- Budgets across subscribers. What is granted of a period: the units of its open leases and what was drawn on those that are
-- closed, less what was given back. Closing a lease deletes its row. Instants are in milliseconds since 1970-01-01T00:00Z.
CREATE TABLE tact.budgets (
    budget  bytea  NOT NULL,
    period  bytea  NOT NULL,
    ends    bigint,
    granted bigint NOT NULL CHECK (granted >= 0),
    PRIMARY KEY (budget, period)
);

-- Every commit of a node that draws updates its lease; no indexed column changes, so room on the page keeps it off the index.
CREATE TABLE tact.budget_leases (
    id      bytea  NOT NULL PRIMARY KEY,
    budget  bytea  NOT NULL,
    period  bytea  NOT NULL,
    owner   bytea  NOT NULL,
    units   bigint NOT NULL CHECK (units > 0),
    used    bigint NOT NULL CHECK (used BETWEEN 0 AND units),
    renewal bigint NOT NULL
) WITH (fillfactor = 50);

-- Which reservation drew on what, for as long as its release gives something back.
CREATE TABLE tact.budget_draws (
    reservation bytea NOT NULL,
    budget      bytea NOT NULL,
    period      bytea NOT NULL,
    lease       bytea NOT NULL,
    PRIMARY KEY (reservation, budget, period)
);
CREATE INDEX budget_draws_by_period ON tact.budget_draws (budget, period);
