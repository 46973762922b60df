-- Reminders: written in the transaction of what they are about, sent afterwards.

-- +goose Up
CREATE TABLE notice (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    iam_user   TEXT NOT NULL,
    key_id     TEXT NOT NULL,
    due_at     BIGINT NOT NULL,
    args       TEXT NOT NULL,        -- JSON: a list of strings
    dedupe     TEXT NOT NULL UNIQUE, -- the same reminder is written once, and so its row stays
    created_at BIGINT NOT NULL,
    addressed  BOOLEAN NOT NULL      -- its deliveries are made
);
CREATE INDEX notice_unaddressed ON notice (id) WHERE NOT addressed;

-- One reminder on its way to one address.
CREATE TABLE notice_delivery (
    notice_id TEXT NOT NULL REFERENCES notice (id),
    channel   TEXT NOT NULL,    -- mail or webhook
    address   TEXT NOT NULL,    -- of mail; '' for the webhook
    state     TEXT NOT NULL,    -- waiting, sent or given-up
    attempts  INTEGER NOT NULL,
    fence     BIGINT NOT NULL,  -- grows with each claim
    next_at   BIGINT NOT NULL,  -- of the next attempt; while one runs: the end of its lease
    reply     TEXT NOT NULL,    -- how the last attempt ended
    answer    TEXT NOT NULL,    -- what the server said
    ended_at  BIGINT NOT NULL,
    PRIMARY KEY (notice_id, channel, address)
);
CREATE INDEX notice_delivery_next ON notice_delivery (next_at) WHERE state = 'waiting';

-- Kinds of reminders that are switched off.
CREATE TABLE notice_off (
    kind TEXT PRIMARY KEY
);
