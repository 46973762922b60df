-- Requests for approval: a dangerous change that waits for a second person.

-- +goose Up
CREATE TABLE request (
    id          TEXT PRIMARY KEY,
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    operator    TEXT NOT NULL, -- its name then
    iam_id      TEXT NOT NULL, -- of the IAM user that was linked to it then, or ''
    verb        TEXT NOT NULL,
    target      TEXT NOT NULL,
    hash        TEXT NOT NULL, -- SHA-256 of the canonical description of the change
    doc         TEXT NOT NULL, -- JSON of what is shown of it
    form        BYTEA NOT NULL, -- sealed: the form that carries it out
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'withdrawn', 'expired', 'void', 'done')),
    asked_at    BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    decider_id  TEXT NOT NULL, -- '' while nobody has decided
    decider     TEXT NOT NULL,
    decided_at  BIGINT NOT NULL,
    word        TEXT NOT NULL, -- of who decided
    op_id       TEXT NOT NULL, -- the operation or job that it became
    changed     TEXT NOT NULL, -- JSON of what has changed, of a void one
    ended_at    BIGINT NOT NULL, -- 0 while something can become of it
    CHECK (decider_id <> operator_id),
    CHECK (state NOT IN ('approved', 'done') OR decider_id <> ''),
    CHECK ((state IN ('open', 'approved')) = (ended_at = 0))
);
-- Who asks for the same again is led to what waits.
CREATE UNIQUE INDEX request_once ON request (operator_id, hash) WHERE ended_at = 0;
CREATE INDEX request_waits ON request (expires_at) WHERE ended_at = 0;
