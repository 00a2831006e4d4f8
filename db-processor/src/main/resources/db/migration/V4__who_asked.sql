-- Whose token asked for it: an operator's, where it is not the user's own. Nobody's where nobody was signed in.
ALTER TABLE audit ADD COLUMN asked_by venue_id;
CREATE INDEX audit_of_operators ON audit (asked_by, asked_at) WHERE asked_by <> user_id;
