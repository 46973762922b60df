-- Buckets of the embedded accounts and what is in them.

-- +goose Up
CREATE TABLE bucket (
    name       TEXT PRIMARY KEY, -- unique over all accounts
    account    TEXT NOT NULL,
    region     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    policy     TEXT NOT NULL,    -- '' where there is none, as with the next four
    block      TEXT NOT NULL,    -- JSON
    ownership  TEXT NOT NULL,
    acl        TEXT NOT NULL,    -- JSON
    tags       TEXT NOT NULL,    -- JSON
    objects    BIGINT NOT NULL,  -- how many it holds
    size       BIGINT NOT NULL   -- in bytes, of objects and of parts of uploads
);
CREATE INDEX bucket_account ON bucket (account, name);

-- The block of public access of a whole account.
CREATE TABLE bucket_owner (
    account TEXT PRIMARY KEY,
    block   TEXT NOT NULL -- JSON, '' where there is none
);

-- Keys are bytes: their order is then the same on every engine.
CREATE TABLE object (
    bucket     TEXT NOT NULL REFERENCES bucket (name),
    key        BYTEA NOT NULL,
    content    TEXT NOT NULL,   -- of its chunks, or the upload whose parts it was made of
    parts      INTEGER NOT NULL, -- how many; 0 for an object that came whole
    size       BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    etag       TEXT NOT NULL,
    doc        TEXT NOT NULL,   -- JSON: headers, metadata, tags, checksums, ACL
    PRIMARY KEY (bucket, key)
);

CREATE TABLE upload (
    id         TEXT PRIMARY KEY,
    bucket     TEXT NOT NULL REFERENCES bucket (name),
    key        BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    doc        TEXT NOT NULL -- JSON: what the object will have
);
CREATE INDEX upload_key ON upload (bucket, key, id);

-- Parts of uploads, and later of the objects that were made of them.
CREATE TABLE part (
    upload     TEXT NOT NULL,
    number     INTEGER NOT NULL,
    content    TEXT NOT NULL,
    size       BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    etag       TEXT NOT NULL,
    doc        TEXT NOT NULL, -- JSON: checksums
    PRIMARY KEY (upload, number)
);

-- Content in pieces.
CREATE TABLE chunk (
    content TEXT NOT NULL,
    start   BIGINT NOT NULL, -- offset of the first byte
    data    BYTEA NOT NULL,
    PRIMARY KEY (content, start)
);

-- Content that is being written and that no object or part has yet. What is old
-- was left by a crash.
CREATE TABLE staged_content (
    content    TEXT PRIMARY KEY,
    started_at BIGINT NOT NULL
);
