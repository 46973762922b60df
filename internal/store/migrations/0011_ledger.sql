-- What keeps the audit log honest: whose log it is, signed checkpoints of it, how far
-- it was sent elsewhere, and whether the database is an old copy.

-- +goose Up
CREATE TABLE audit_origin (
    one BIGINT PRIMARY KEY,
    id  TEXT NOT NULL -- of this log, made once
);

CREATE TABLE audit_checkpoint (
    seq  BIGINT PRIMARY KEY,
    at   BIGINT NOT NULL,
    note TEXT NOT NULL -- as signed, golang.org/x/mod/sumdb/note
);

CREATE TABLE audit_sink (
    name        TEXT PRIMARY KEY,
    seq         BIGINT NOT NULL, -- of the last entry that it has taken
    at          BIGINT NOT NULL, -- when it took it
    problem     TEXT NOT NULL,   -- why the last attempt failed, or ''
    lease_until BIGINT NOT NULL,
    fence       BIGINT NOT NULL  -- grows with each claim
);

-- A database that is found to be an old copy waits here for a person.
CREATE TABLE recovery (
    id         TEXT PRIMARY KEY,
    began_at   BIGINT NOT NULL,
    kept_seq   BIGINT NOT NULL, -- of the checkpoint outside
    kept_at    BIGINT NOT NULL,
    found_seq  BIGINT NOT NULL, -- where this copy of the log ended
    found_at   BIGINT NOT NULL,
    sessions   BIGINT NOT NULL, -- how many of each were dropped
    tickets    BIGINT NOT NULL,
    links      BIGINT NOT NULL,
    jobs       BIGINT NOT NULL,
    rotations  BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL, -- 0: it waits
    ended_by   TEXT NOT NULL
);
CREATE UNIQUE INDEX recovery_open ON recovery (ended_at) WHERE ended_at = 0;

CREATE INDEX audit_actor ON audit (actor, seq);
CREATE INDEX audit_verb ON audit (verb, seq);
CREATE INDEX audit_time ON audit (at, seq);
