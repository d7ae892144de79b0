-- Keys and ids are the UTF-8 octets of their text: any text fits, and their order is the same on every server.
-- In psql: SELECT convert_from(key, 'UTF8'), version FROM tact.records WHERE key = 'a:4711';

-- One row per ledger key. An update leaves the indexed column alone, so room on the page keeps it off the index.
CREATE TABLE tact.records (
    key     bytea  NOT NULL PRIMARY KEY,
    version bigint NOT NULL CHECK (version > 0),
    bytes   bytea  NOT NULL
) WITH (fillfactor = 80);

-- The idempotency row of each decision and what explains it later. Instants here and below are in milliseconds since
-- 1970-01-01T00:00Z. Kinds: 1 reserved, 2 dry run.
CREATE TABLE tact.decisions (
    id          bytea    NOT NULL PRIMARY KEY,
    kind        smallint NOT NULL,
    at          bigint   NOT NULL,
    fingerprint bytea    NOT NULL,
    subscriber  bytea    NOT NULL,
    answer      bytea    NOT NULL,
    inputs      bytea    NOT NULL
);
CREATE INDEX decisions_by_subscriber ON tact.decisions (subscriber, at, id);
CREATE INDEX decisions_by_age ON tact.decisions (kind, at);

-- What is to be looked at, and from when. Kinds: 1 expiry, 2 erasure, 3 redaction.
CREATE TABLE tact.reminders (
    due        bigint   NOT NULL,
    kind       smallint NOT NULL,
    id         bytea    NOT NULL,
    subscriber bytea    NOT NULL,
    PRIMARY KEY (due, kind, id)
);

-- The last position that each feed gave away; whoever appends holds the row until it commits, so that positions become
-- visible in order. Feeds: 1 events, 2 audit.
CREATE TABLE tact.feeds (
    feed smallint NOT NULL PRIMARY KEY,
    last bigint   NOT NULL
);
INSERT INTO tact.feeds (feed, last) VALUES (1, 0), (2, 0);

CREATE TABLE tact.feed_entries (
    feed     smallint NOT NULL,
    position bigint   NOT NULL,
    at       bigint   NOT NULL,
    body     bytea    NOT NULL,
    PRIMARY KEY (feed, position)
);

-- Salted hashes of addresses that were erased after they had said no.
CREATE TABLE tact.refused_addresses (
    hash  bytea  NOT NULL,
    scope bytea  NOT NULL,
    at    bigint NOT NULL,
    PRIMARY KEY (hash, scope)
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
