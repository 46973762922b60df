-- The account as it was read last, to be shown after a restart until it is read again.

-- +goose Up
CREATE TABLE snapshot (
    place   TEXT NOT NULL,   -- hash of the endpoints and of whose credentials open them
    source  TEXT NOT NULL,   -- account, report, keys or buckets
    read_at BIGINT NOT NULL,
    data    BYTEA NOT NULL,  -- sealed
    PRIMARY KEY (place, source)
);
