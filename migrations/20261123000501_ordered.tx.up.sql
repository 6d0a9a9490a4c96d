-- The order to elect, and whether it is still open, beside the term it is about.
ALTER TABLE org_terms ADD COLUMN ordered text NOT NULL DEFAULT '';
