-- The embedded account: things and the links between them.

-- +goose Up
CREATE TABLE entity (
    account TEXT NOT NULL,
    kind    TEXT NOT NULL, -- user, group, policy, key, login, alias, root
    name    TEXT NOT NULL, -- folded: names are unique without regard to case
    doc     TEXT NOT NULL, -- JSON
    rev     BIGINT NOT NULL,
    PRIMARY KEY (account, kind, name)
);

CREATE TABLE entity_link (
    account TEXT NOT NULL,
    kind    TEXT NOT NULL, -- member, user-policy, group-policy, user-key
    source  TEXT NOT NULL,
    target  TEXT NOT NULL,
    PRIMARY KEY (account, kind, source, target)
);
CREATE INDEX entity_link_target ON entity_link (account, kind, target, source);
