-- What an operator is besides a name and a role: the IAM user that is theirs, what a
-- manager may administer, and when they signed in last.

-- +goose Up
ALTER TABLE operator ADD COLUMN iam_user TEXT NOT NULL DEFAULT '';  -- the name when it was linked
ALTER TABLE operator ADD COLUMN iam_id TEXT NOT NULL DEFAULT '';    -- AWS's unique id; '' is not linked
ALTER TABLE operator ADD COLUMN scope TEXT NOT NULL DEFAULT '';     -- JSON of desk.Scope; '' is the whole account
ALTER TABLE operator ADD COLUMN signed_at BIGINT NOT NULL DEFAULT 0;
