-- Annual checks, entries of the credit lists, and the terms of councils. All can be made again from case_events.

CREATE TABLE annual_checks (
    case_id      text PRIMARY KEY REFERENCES cases (id),
    agency       text NOT NULL,
    org          text NOT NULL,
    kind         text NOT NULL,
    year         integer NOT NULL,
    track        text NOT NULL,
    state        text NOT NULL, -- open, unit, filed, passed, fair, failed, missed, exempt
    newcomer     boolean NOT NULL,
    late         boolean NOT NULL,
    filed_on     date,
    due          date,
    concluded_on date,
    lead         text NOT NULL  -- the violation whose measure the years reach
);
CREATE INDEX annual_checks_desk ON annual_checks (agency, year, state, case_id);
CREATE INDEX annual_checks_org ON annual_checks (org, year);

CREATE TABLE listings (
    case_id    text PRIMARY KEY REFERENCES cases (id),
    agency     text NOT NULL,
    org        text NOT NULL,
    list       text NOT NULL,
    ground     text NOT NULL,
    lead       text NOT NULL,
    stage      text NOT NULL,
    stands     boolean NOT NULL, -- on the list now
    listed_on  date,
    since      date,
    ends_on    date,             -- to the severe list, or the shortest stay there
    removed_on date,
    public     boolean NOT NULL
);
CREATE INDEX listings_desk ON listings (agency, list, stands, listed_on DESC, case_id);
CREATE INDEX listings_lead ON listings (org, lead);

CREATE TABLE org_terms (
    id             text PRIMARY KEY REFERENCES cases (id),
    agency         text NOT NULL,
    no             integer NOT NULL,
    until          date,
    extended_until date
);
CREATE INDEX org_terms_until ON org_terms (agency, until);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON annual_checks, listings, org_terms TO yifa_app;
    END IF;
END $$;
