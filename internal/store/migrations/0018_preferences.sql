-- How an operator wants the pages: the time zone, how close the rows of tables
-- stand, whether single keys do something, and which columns, order and number of
-- rows each list begins with.

-- +goose Up
ALTER TABLE operator ADD COLUMN zone TEXT NOT NULL DEFAULT '';     -- IANA name; '' is UTC
ALTER TABLE operator ADD COLUMN density TEXT NOT NULL DEFAULT '';  -- 'cosy'; '' is compact
ALTER TABLE operator ADD COLUMN keys TEXT NOT NULL DEFAULT '';     -- 'off'; '' is on
ALTER TABLE operator ADD COLUMN views TEXT NOT NULL DEFAULT '';    -- JSON: of each list's path, its address's query
