-- What the list of organizations is filtered and searched by. Everything here can be made again from case_events.

ALTER TABLE organizations ADD COLUMN township text NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN address text NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN certificate text NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN certificate_until date;
ALTER TABLE organizations ADD COLUMN rep_pending boolean NOT NULL DEFAULT false; -- a legal representative elected and not registered
-- the name, its former names and the code, normalized; the initials of every reading of every character of the name, one cell a
-- character (|y|l|qo|…); pairs of neighbours of both, by which the index finds candidates
ALTER TABLE organizations ADD COLUMN body text NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN initials text NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN pairs text[] NOT NULL DEFAULT '{}';

CREATE INDEX organizations_pairs ON organizations USING gin (pairs);
CREATE INDEX organizations_name ON organizations (agency, name, id);
CREATE INDEX organizations_registered ON organizations (agency, registered_on DESC, id DESC);
CREATE INDEX organizations_code ON organizations (uscc) WHERE uscc <> '';
CREATE INDEX organizations_township ON organizations (agency, township, name, id);
CREATE INDEX organizations_supervisor ON organizations (agency, supervisor, name, id);
