-- Rotations of access keys, and lifetimes. What a rotation may do next is kept by
-- the database: see rotation_guard.

-- +goose Up
CREATE TABLE rotation_transition (
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    PRIMARY KEY (before, after)
);
INSERT INTO rotation_transition (before, after) VALUES
    ('planned', 'creating'), ('planned', 'old_inactive'), ('planned', 'cancelled'),
    ('creating', 'waiting_claim'), ('creating', 'planned'), ('creating', 'blocked'),
    ('waiting_claim', 'overlap'), ('waiting_claim', 'grace'), ('waiting_claim', 'cancelled'),
    ('overlap', 'old_inactive'), ('overlap', 'undone'), ('overlap', 'done'), ('overlap', 'blocked'),
    ('old_inactive', 'creating'), ('old_inactive', 'planned'), ('old_inactive', 'grace'),
    ('old_inactive', 'undone'), ('old_inactive', 'done'), ('old_inactive', 'blocked'),
    ('grace', 'deleting'), ('grace', 'undone'), ('grace', 'done'), ('grace', 'blocked'),
    ('deleting', 'done'),
    ('blocked', 'planned'), ('blocked', 'overlap'), ('blocked', 'grace'), ('blocked', 'undone'), ('blocked', 'cancelled'),
    -- To stay is legal: rotation_guard rests on these.
    ('planned', 'planned'), ('creating', 'creating'), ('waiting_claim', 'waiting_claim'), ('overlap', 'overlap'),
    ('old_inactive', 'old_inactive'), ('grace', 'grace'), ('deleting', 'deleting'), ('done', 'done'),
    ('cancelled', 'cancelled'), ('undone', 'undone'), ('blocked', 'blocked');

CREATE TABLE rotation (
    id           TEXT PRIMARY KEY, -- that of the operation that began it
    operator_id  TEXT NOT NULL,
    operator     TEXT NOT NULL,    -- its name then
    iam_user     TEXT NOT NULL,
    old_key      TEXT NOT NULL,
    new_key      TEXT NOT NULL,    -- '' while there is none
    drop_key     TEXT NOT NULL,    -- '' or the key that makes room for the new one
    description  TEXT NOT NULL,
    issue_form   TEXT NOT NULL,    -- the form under which the new key was asked for last
    ticket_id    TEXT NOT NULL,
    state        TEXT NOT NULL,
    came_from    TEXT NOT NULL,    -- of a blocked one: the state before
    version      BIGINT NOT NULL,  -- grows with every change, which has to name it
    overlap      TEXT NOT NULL,
    in_use       TEXT NOT NULL,
    grace        BIGINT NOT NULL,  -- microseconds between inactive and deleted
    leak         BOOLEAN NOT NULL, -- the old key is stopped first
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,  -- when it came into its state
    claimed_at   BIGINT NOT NULL,  -- when the new key was received
    ends_at      BIGINT NOT NULL,  -- when the overlap ends; 0: by hand
    inactive_at  BIGINT NOT NULL,  -- when the old key became inactive
    due_at       BIGINT NOT NULL,  -- when to look again; 0: a person goes on
    lease_until  BIGINT NOT NULL,  -- somebody works on it until then
    held         TEXT NOT NULL,    -- why an overlap that is over goes on
    problem      TEXT NOT NULL,    -- code of what went wrong last
    old_gone     BOOLEAN NOT NULL, -- somebody else has deleted the old key
    UNIQUE (id, state),
    CHECK (version > 0 OR state = 'planned'),
    CHECK (state NOT IN ('waiting_claim', 'overlap', 'deleting') OR new_key <> ''),
    -- The old key stays active until the new one was received, but after a leak.
    CHECK (state NOT IN ('old_inactive', 'grace', 'deleting', 'done') OR leak OR old_gone OR claimed_at > 0),
    -- It is deleted only after it was inactive for the whole time.
    CHECK (state NOT IN ('grace', 'deleting') OR inactive_at > 0),
    CHECK (state NOT IN ('deleting', 'done') OR old_gone OR inactive_at > 0 AND changed_at >= inactive_at + grace)
);
-- This index is the lock: one rotation at a time for one user, who has two keys at most.
CREATE UNIQUE INDEX rotation_user ON rotation (lower(iam_user)) WHERE state NOT IN ('done', 'cancelled', 'undone');
CREATE INDEX rotation_due ON rotation (due_at) WHERE due_at > 0;
CREATE INDEX rotation_ticket ON rotation (ticket_id);

-- Each rotation has a row here. Its state follows that of the rotation, and by
-- the second key the database refuses every pair that is not a transition: stood
-- is the state in which the rotation stood until then.
CREATE TABLE rotation_guard (
    rotation_id TEXT PRIMARY KEY,
    stood       TEXT NOT NULL,
    state       TEXT NOT NULL,
    FOREIGN KEY (rotation_id, state) REFERENCES rotation (id, state) ON UPDATE CASCADE ON DELETE CASCADE,
    FOREIGN KEY (stood, state) REFERENCES rotation_transition (before, after)
);

CREATE TABLE key_lifetime (
    key_id       TEXT PRIMARY KEY,
    iam_user     TEXT NOT NULL,
    ends_at      BIGINT NOT NULL, -- 0: only the account's rule
    exempt_until BIGINT NOT NULL, -- 0: not exempt
    reason       TEXT NOT NULL,   -- of the exemption
    set_by       TEXT NOT NULL,   -- the operator's name; '' where nobody set anything
    set_at       BIGINT NOT NULL,
    stopped_at   BIGINT NOT NULL, -- when the key was made inactive for it
    warned_at    BIGINT NOT NULL,
    lease_until  BIGINT NOT NULL
);

-- The account's rule: one row, or none.
CREATE TABLE key_rule (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    days   BIGINT NOT NULL, -- how old a key may become; 0: as old as it likes
    warn   BIGINT NOT NULL, -- days before the end at which it is said
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL
);
