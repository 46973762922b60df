-- Operations, drafts of wizards, and tickets.

-- +goose Up
CREATE TABLE op (
    id         TEXT PRIMARY KEY,
    actor_id   TEXT NOT NULL,
    form_key   TEXT NOT NULL,
    content    TEXT NOT NULL, -- SHA-256 of what the form says
    verb       TEXT NOT NULL,
    target     TEXT NOT NULL,
    iam_user   TEXT NOT NULL, -- '' or the folded name of the user whose keys it holds
    state      TEXT NOT NULL,
    result     TEXT NOT NULL,
    baseline   TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL
);
CREATE UNIQUE INDEX op_form ON op (actor_id, form_key);
-- This index is the lock: one key operation at a time for one user.
CREATE UNIQUE INDEX op_user ON op (iam_user) WHERE iam_user <> '' AND state IN ('running', 'unknown');
CREATE INDEX op_state ON op (state, created_at);

CREATE TABLE draft (
    id          TEXT PRIMARY KEY,
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    doc         TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);

CREATE TABLE ticket (
    id          TEXT PRIMARY KEY,
    op_id       TEXT NOT NULL,
    operator_id TEXT NOT NULL,
    kind        TEXT NOT NULL,
    iam_user    TEXT NOT NULL,
    key_id      TEXT NOT NULL,
    sign_in_url TEXT NOT NULL,
    code_hash   TEXT NOT NULL,
    proof       TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    shown_at    BIGINT NOT NULL,
    taken_at    BIGINT NOT NULL,
    form        TEXT NOT NULL,
    ended_at    BIGINT NOT NULL,
    ending      TEXT NOT NULL,
    cleaned     BOOLEAN NOT NULL
);
CREATE INDEX ticket_open ON ticket (ended_at, expires_at);

-- The whole secret, sealed twice; each row is taken by its own DELETE … RETURNING.
CREATE TABLE ticket_box (
    ticket_id TEXT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    slot      TEXT NOT NULL, -- show or take
    sealed    BYTEA NOT NULL,
    PRIMARY KEY (ticket_id, slot)
);

-- The claim code of a ticket of the issuer's own session, wrapped for that session.
CREATE TABLE ticket_code (
    session_hash TEXT NOT NULL REFERENCES session (id_hash) ON DELETE CASCADE,
    ticket_id    TEXT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
    wrapped      BYTEA NOT NULL,
    PRIMARY KEY (session_hash, ticket_id)
);
