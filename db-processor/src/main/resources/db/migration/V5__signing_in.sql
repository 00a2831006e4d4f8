-- How many passwords a user has had, this one included: what was compared with an earlier one comes too late.
ALTER TABLE users ADD COLUMN password_number INTEGER NOT NULL DEFAULT 1;

-- Whether a sign-in comes from where the user has been before: the families that have ended count as well.
CREATE INDEX refresh_families_of_user ON refresh_families (user_id);
