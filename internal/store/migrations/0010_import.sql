-- Results of an import: the tickets of a job, whose secrets are handed over as one file.

-- +goose Up

-- A bundle is a key pair of one session. Rows of the job seal the claim codes of
-- their tickets with the public half; the private half is wrapped for the session,
-- and goes with it.
CREATE TABLE bundle (
    id           TEXT PRIMARY KEY,
    job_id       TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    operator_id  TEXT NOT NULL,
    session_hash TEXT NOT NULL REFERENCES session (id_hash) ON DELETE CASCADE,
    public       BYTEA NOT NULL,
    wrapped      BYTEA NOT NULL,
    created_at   BIGINT NOT NULL
);
CREATE INDEX bundle_job ON bundle (job_id, created_at);
CREATE INDEX bundle_session ON bundle (session_hash);

CREATE TABLE bundle_ticket (
    ticket_id TEXT PRIMARY KEY REFERENCES ticket (id) ON DELETE CASCADE,
    job_id    TEXT NOT NULL,
    bundle_id TEXT NOT NULL, -- which may be gone
    number    BIGINT NOT NULL, -- of the row
    sealed    BYTEA NOT NULL   -- the claim code
);
CREATE INDEX bundle_ticket_job ON bundle_ticket (job_id, number);
