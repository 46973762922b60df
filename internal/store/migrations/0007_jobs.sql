-- Changes of many rows, carried out in the background.

-- +goose Up
CREATE TABLE job (
    id          TEXT PRIMARY KEY,
    verb        TEXT NOT NULL,    -- its kind
    target      TEXT NOT NULL,
    form_key    TEXT NOT NULL,
    content     TEXT NOT NULL,    -- SHA-256 of what the form says
    doc         TEXT NOT NULL,    -- JSON
    actor_id    TEXT NOT NULL,    -- who began it
    actor       TEXT NOT NULL,
    by_id       TEXT NOT NULL,    -- for whom its rows are written down
    by_name     TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    client      TEXT NOT NULL,
    state       TEXT NOT NULL,    -- waiting, running, done, part, cancelled, stopped
    total       BIGINT NOT NULL,  -- rows; how many of them are done, failed, unknown
    done        BIGINT NOT NULL,
    failed      BIGINT NOT NULL,
    unknown     BIGINT NOT NULL,
    carried     BIGINT NOT NULL,  -- done before the rest was tried again
    cancelled   BOOLEAN NOT NULL,
    retry_form  TEXT NOT NULL,    -- the form that tried the rest again last, or ''
    created_at  BIGINT NOT NULL,
    began_at    BIGINT NOT NULL,
    ended_at    BIGINT NOT NULL,
    turn_at     BIGINT NOT NULL,  -- when it was worked on last: the longest waiting comes first
    lease_until BIGINT NOT NULL,  -- 0: nobody holds it
    fence       BIGINT NOT NULL   -- grows with each claim
);
CREATE UNIQUE INDEX job_form ON job (actor_id, form_key);
CREATE INDEX job_state ON job (state, turn_at, id);

CREATE TABLE job_row (
    job_id   TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    number   BIGINT NOT NULL,  -- from 1
    call     TEXT NOT NULL,
    verb     TEXT NOT NULL,
    target   TEXT NOT NULL,
    detail   TEXT NOT NULL,    -- JSON, a list of names
    doc      TEXT NOT NULL,    -- JSON
    again    BOOLEAN NOT NULL, -- may be carried out again where its outcome is not known
    state    TEXT NOT NULL,    -- todo, working, done, failed, unknown
    lost     BOOLEAN NOT NULL, -- an earlier outcome is not known
    fault    TEXT NOT NULL,    -- code, or ''
    args     TEXT NOT NULL,    -- JSON, of the fault
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (job_id, number)
);
CREATE INDEX job_row_state ON job_row (job_id, state, number);
