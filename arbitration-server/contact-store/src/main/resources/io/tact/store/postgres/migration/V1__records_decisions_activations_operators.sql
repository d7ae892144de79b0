-- Keys and ids are the UTF-8 octets of their text: any text fits, and their order is the same on every server.
-- In psql: SELECT convert_from(key, 'UTF8'), version FROM tact.records WHERE key = 'a:4711';

-- One row per ledger key. An update leaves the indexed column alone, so room on the page keeps it off the index.
CREATE TABLE tact.records (
    key     bytea  NOT NULL PRIMARY KEY,
    version bigint NOT NULL CHECK (version > 0),
    bytes   bytea  NOT NULL
) WITH (fillfactor = 80);

-- The idempotency row of each decision and what explains it later. "at" is in milliseconds since 1970-01-01T00:00Z.
CREATE TABLE tact.decisions (
    id          bytea  NOT NULL PRIMARY KEY,
    at          bigint NOT NULL,
    fingerprint bytea  NOT NULL,
    subscriber  bytea  NOT NULL,
    answer      bytea  NOT NULL,
    inputs      bytea  NOT NULL
);

-- One row per activation; that of the highest epoch is the active one.
CREATE TABLE tact.activations (
    epoch bigint      NOT NULL PRIMARY KEY CHECK (epoch > 0),
    name  text        NOT NULL,
    hash  text        NOT NULL,
    at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tact.operator_values (
    kind  bytea NOT NULL,
    id    bytea NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (kind, id)
);
