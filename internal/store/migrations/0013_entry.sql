-- Ways in beside the password: identities at an OpenID Connect provider, and
-- sign-ins there that are under way. Who wrote an invitation.

-- +goose Up
ALTER TABLE link ADD COLUMN inviter TEXT NOT NULL DEFAULT ''; -- name of who invited; else ''

-- A person at the provider is the pair of issuer and subject, and nothing else.
CREATE TABLE identity (
    issuer      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    label       TEXT NOT NULL,    -- how the provider calls the person; decides nothing
    grouped     BOOLEAN NOT NULL, -- the groups at the provider decide the operator's role
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_operator ON identity (operator_id);

-- A sign-in at the provider that has begun. What it must come back with is
-- derived from the cookie of the browser, of which only the hash is here.
CREATE TABLE oidc_flow (
    state_hash   TEXT PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    operator_id  TEXT NOT NULL, -- who links an identity; '' signs in
    session_hash TEXT NOT NULL, -- of that operator; else ''
    next         TEXT NOT NULL, -- the page to go to afterwards, or ''
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);
