-- First steps that an operator has looked at, or does not want to see.

-- +goose Up
CREATE TABLE operator_step (
    operator_id TEXT NOT NULL REFERENCES operator (id) ON DELETE CASCADE,
    step        TEXT NOT NULL, -- 'list' is the list as a whole
    at          BIGINT NOT NULL,
    PRIMARY KEY (operator_id, step)
);
