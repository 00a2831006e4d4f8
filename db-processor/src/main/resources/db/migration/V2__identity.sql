CREATE TABLE users (
    user_id         venue_id    PRIMARY KEY,
    -- In lower case. That of a service account ends in @service.invalid and reaches nobody.
    email           TEXT        UNIQUE,
    name            TEXT        NOT NULL,
    -- bcrypt. A service account has none.
    password_hash   TEXT,
    service_account BOOLEAN     NOT NULL,
    suspended       BOOLEAN     NOT NULL DEFAULT FALSE,
    created_at      TIMESTAMPTZ NOT NULL
);

-- One sign-in and the refresh tokens that followed from it; tokens only as SHA-256.
CREATE TABLE refresh_families (
    family_id      venue_id    PRIMARY KEY,
    user_id        venue_id    NOT NULL REFERENCES users,
    -- Handed out and not yet used, the newest last. The first of them to be used ends the others.
    living         BYTEA[]     NOT NULL,
    -- What the last rotation ended: still good for a short grace, because two tabs may refresh at once.
    previous       BYTEA[]     NOT NULL DEFAULT '{}',
    rotated_at     TIMESTAMPTZ NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    expires_at     TIMESTAMPTZ NOT NULL,
    revoked_at     TIMESTAMPTZ,
    revoked_reason TEXT,
    address        TEXT        NOT NULL,
    user_agent     TEXT        NOT NULL
);
CREATE INDEX refresh_families_living ON refresh_families (user_id, created_at) WHERE revoked_at IS NULL;

CREATE TABLE api_keys (
    key_id      venue_id    PRIMARY KEY,
    user_id     venue_id    NOT NULL REFERENCES users,
    name        TEXT        NOT NULL,
    scopes      TEXT[]      NOT NULL,
    -- SHA-256.
    secret_hash BYTEA       NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    expires_at  TIMESTAMPTZ,
    revoked_at  TIMESTAMPTZ
);
CREATE INDEX api_keys_of_user ON api_keys (user_id, created_at);

-- Who asked for what, from where, and what came of it.
CREATE TABLE audit (
    entry       BIGINT      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_at    TIMESTAMPTZ NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    action      TEXT        NOT NULL,
    outcome     TEXT        NOT NULL,
    -- Not a reference: failures are remembered of people who have no account, too.
    user_id     venue_id    NOT NULL,
    detail      TEXT        NOT NULL,
    address     TEXT        NOT NULL,
    user_agent  TEXT        NOT NULL,
    request_id  TEXT        NOT NULL
);
CREATE INDEX audit_of_user ON audit (user_id, asked_at);

CREATE FUNCTION audit_is_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only';
END
$$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- What every identity command was answered, so that one that is delivered again is answered the same.
CREATE TABLE user_command_outcomes (
    number       BIGINT      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id   TEXT        NOT NULL UNIQUE,
    -- The UserEvent, as it went out.
    event        BYTEA       NOT NULL,
    committed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX user_command_outcomes_by_age ON user_command_outcomes (committed_at);
