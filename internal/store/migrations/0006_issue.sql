-- Who is at work on an operation, and what is known of the key that it makes.

-- +goose Up
ALTER TABLE op ADD COLUMN lease_until BIGINT NOT NULL DEFAULT 0;        -- whoever is at work keeps it in the future
ALTER TABLE op ADD COLUMN fence       BIGINT NOT NULL DEFAULT 0;        -- grows whenever the work changes hands
ALTER TABLE op ADD COLUMN called_at   BIGINT NOT NULL DEFAULT 0;        -- when CreateAccessKey was sent last; 0 is never
ALTER TABLE op ADD COLUMN tries       BIGINT NOT NULL DEFAULT 0;        -- how often it was sent
ALTER TABLE op ADD COLUMN key_id      TEXT NOT NULL DEFAULT '';         -- of the key that its answer named
ALTER TABLE op ADD COLUMN cleaned     BOOLEAN NOT NULL DEFAULT FALSE;   -- that key was deleted again
ALTER TABLE op ADD COLUMN looked_at   BIGINT NOT NULL DEFAULT 0;        -- when a lost key was looked for first
-- Operations of before ran for 90 seconds at most.
UPDATE op SET lease_until = created_at + 90000000;
UPDATE op SET called_at = created_at, tries = 1 WHERE baseline <> '';
CREATE INDEX op_key ON op (key_id) WHERE key_id <> '';
