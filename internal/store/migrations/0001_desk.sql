-- Operators, their sessions and links, the guesses at passwords, and the audit log.
-- One text for SQLite and PostgreSQL. Times are microseconds since 1970, UTC; 0 is never.

-- +goose Up
CREATE TABLE operator (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    name_key   TEXT NOT NULL UNIQUE, -- desk.NameKey
    role       TEXT NOT NULL,
    password   TEXT NOT NULL,        -- argon2id PHC string; '' cannot sign in
    language   TEXT NOT NULL,
    theme      TEXT NOT NULL,
    disabled   BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    id_hash     TEXT PRIMARY KEY, -- SHA-256 of the id in the cookie
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    created_at  BIGINT NOT NULL,
    seen_at     BIGINT NOT NULL,  -- written at most once a minute
    client      TEXT NOT NULL,
    agent       TEXT NOT NULL
);
CREATE INDEX session_operator ON session (operator_id);

-- Links that are spent once: first operator, invitation, new password.
CREATE TABLE link (
    token_hash  TEXT PRIMARY KEY,
    kind        TEXT NOT NULL, -- setup, invite or reset
    operator_id TEXT NOT NULL, -- of a reset; else ''
    name        TEXT NOT NULL, -- of an invitation; else ''
    role        TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);

-- Guesses are counted before a password is verified, by every replica.
CREATE TABLE guess (
    subject TEXT PRIMARY KEY, -- an account, under a keyed hash, or a client network
    tries   BIGINT NOT NULL,
    last_at BIGINT NOT NULL   -- of the last guess that was counted
);

CREATE TABLE audit_head (
    one  BIGINT PRIMARY KEY,
    seq  BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (one, seq, hash) VALUES (1, 0, '');

CREATE TABLE audit (
    seq        BIGINT PRIMARY KEY,
    at         BIGINT NOT NULL,
    act        TEXT NOT NULL,
    phase      TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    actor      TEXT NOT NULL,
    verb       TEXT NOT NULL,
    target     TEXT NOT NULL,
    fault      TEXT NOT NULL,
    record     BYTEA NOT NULL, -- the exact bytes that were hashed
    prev_hash  TEXT NOT NULL,
    hash       TEXT NOT NULL
);
CREATE INDEX audit_act ON audit (act);
CREATE INDEX audit_target ON audit (target, seq);
