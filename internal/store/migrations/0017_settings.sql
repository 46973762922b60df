-- What admins have set on the pages of Keyporter itself; a row that is not there is
-- as usual.

-- +goose Up
CREATE TABLE setting (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL,  -- JSON
    set_by TEXT NOT NULL,  -- the operator's name
    set_at BIGINT NOT NULL -- microseconds
);
