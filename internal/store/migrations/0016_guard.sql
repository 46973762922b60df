-- Guard rails: how much one operator may change alone, and which policies need
-- nobody else.

-- +goose Up
CREATE TABLE guard (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    mode     TEXT NOT NULL DEFAULT '',  -- '' follows from where Keyporter runs and who can sign in
    boundary TEXT NOT NULL DEFAULT '',  -- the ARN of the policy that bounds every new user
    paths    TEXT NOT NULL DEFAULT '',  -- of managed users and groups, one a line
    set_by   TEXT NOT NULL DEFAULT '',
    set_at   BIGINT NOT NULL DEFAULT 0
);
-- A team that has worked without goes on as it has.
INSERT INTO guard (one, mode) SELECT 1, 'open' WHERE EXISTS (SELECT 1 FROM operator);

CREATE TABLE safe_policy (
    arn      TEXT PRIMARY KEY,
    version  TEXT NOT NULL,
    hash     TEXT NOT NULL,     -- SHA-256 of the document, as hexadecimal text
    document TEXT NOT NULL,     -- AWS may have dropped the version since
    set_by   TEXT NOT NULL,
    set_at   BIGINT NOT NULL
);

CREATE TABLE adopted (
    kind   TEXT NOT NULL,       -- user, group
    iam_id TEXT NOT NULL,       -- AWS's unique id; where the server gives none, the folded name behind "="
    name   TEXT NOT NULL,       -- when it was adopted
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (kind, iam_id)
);
