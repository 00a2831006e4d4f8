-- Whether a sign-in comes from where the user has been before is looked up, not searched for among all their sign-ins.
CREATE INDEX refresh_families_of_place ON refresh_families (user_id, address, user_agent);
DROP INDEX refresh_families_of_user;

-- What ended long ago is forgotten.
CREATE INDEX refresh_families_by_end ON refresh_families (expires_at);

-- When a bot was last given a token for it.
ALTER TABLE api_keys ADD COLUMN last_used_at TIMESTAMPTZ;

-- Lists and the number that one may have are of the keys that are not revoked.
CREATE INDEX api_keys_kept ON api_keys (user_id, created_at) WHERE revoked_at IS NULL;
DROP INDEX api_keys_of_user;
