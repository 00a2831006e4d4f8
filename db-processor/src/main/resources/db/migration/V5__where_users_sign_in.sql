-- Whether a sign-in comes from where the user has been before: the families that have ended count as well.
CREATE INDEX refresh_families_of_user ON refresh_families (user_id);
