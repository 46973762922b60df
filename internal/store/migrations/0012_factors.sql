-- Second factors of operators, and when a session has last proved who is there.

-- +goose Up
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- Who has given the right password and not yet the second factor.
CREATE TABLE half_session (
    id_hash     TEXT PRIMARY KEY, -- SHA-256 of the id in its cookie
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    created_at  BIGINT NOT NULL
);
CREATE INDEX half_session_operator ON half_session (operator_id);

CREATE TABLE totp (
    operator_id  TEXT PRIMARY KEY REFERENCES operator (id) ON DELETE CASCADE,
    seed         BYTEA NOT NULL,  -- sealed
    last_step    BIGINT NOT NULL, -- RFC 6238, 5.2: neither it nor an earlier one counts again
    confirmed_at BIGINT NOT NULL
);

-- A seed that is shown, and of which no code was given yet.
CREATE TABLE totp_draft (
    operator_id TEXT PRIMARY KEY REFERENCES operator (id) ON DELETE CASCADE,
    seed        BYTEA NOT NULL, -- sealed
    created_at  BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    code_hash   TEXT NOT NULL,
    PRIMARY KEY (operator_id, code_hash)
);

CREATE TABLE passkey (
    id          TEXT PRIMARY KEY, -- of the credential, in base64url
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    credential  BYTEA NOT NULL,  -- sealed JSON; the public key and what the authenticator said of itself
    counter     BIGINT NOT NULL, -- the greatest that was seen; 0 where the authenticator does not count
    created_at  BIGINT NOT NULL,
    used_at     BIGINT NOT NULL  -- 0: never
);
CREATE INDEX passkey_operator ON passkey (operator_id);

-- What an authenticator was asked to sign, once, by one session or half session.
CREATE TABLE passkey_challenge (
    id_hash    TEXT PRIMARY KEY, -- of the session
    asked      BYTEA NOT NULL,   -- JSON
    created_at BIGINT NOT NULL
);
