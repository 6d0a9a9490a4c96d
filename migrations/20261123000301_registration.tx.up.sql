-- The register of social organizations, and the names that bar others. Both can be made again from case_events.

CREATE TABLE organizations (
    id            text PRIMARY KEY REFERENCES cases (id),
    agency        text NOT NULL,
    kind          text NOT NULL,
    name          text NOT NULL,
    uscc          text NOT NULL,
    serial        integer NOT NULL, -- of the body code this bureau gave; 0: it came from elsewhere
    status        text NOT NULL,
    mode          text NOT NULL,
    supervisor    text NOT NULL,
    legal_rep     text NOT NULL,
    registered_on date,
    ended_on      date,
    term_until    date,
    abnormal      boolean NOT NULL,
    severe        boolean NOT NULL,
    charity       boolean NOT NULL
);
CREATE UNIQUE INDEX organizations_uscc ON organizations (uscc) WHERE uscc <> '' AND status <> 'merged';
CREATE UNIQUE INDEX organizations_serial ON organizations (agency, serial) WHERE serial > 0;
CREATE INDEX organizations_list ON organizations (agency, kind, status, name, id);
CREATE INDEX organizations_term ON organizations (agency, term_until) WHERE status = 'active';

-- Names that are held, reserved, or given up not long enough ago. A name is asked for under a lock on its two keys.
CREATE TABLE org_names (
    case_id  text NOT NULL REFERENCES cases (id),
    n        integer NOT NULL,
    agency   text NOT NULL,
    full_key text NOT NULL,
    core_key text NOT NULL,
    held     json NOT NULL,
    PRIMARY KEY (case_id, n)
);
CREATE INDEX org_names_full ON org_names (agency, full_key);
CREATE INDEX org_names_core ON org_names (agency, core_key);

-- Sessions of applicants: each belongs to one application.
CREATE TABLE applicants (
    hash       text PRIMARY KEY,
    case_id    text NOT NULL REFERENCES cases (id),
    expires_at timestamptz NOT NULL
);
CREATE INDEX cases_by_reference ON cases (procedure, reference) WHERE reference <> '';

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON organizations, org_names, applicants TO yifa_app;
    END IF;
END $$;

-- The list of all files takes in the procedures on organizations.
DROP INDEX cases_list, cases_stage, cases_opened, cases_last, cases_open;
CREATE INDEX cases_list ON cases (agency, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral', 'registration', 'annual_check', 'listing', 'cleanup', 'clearance');
CREATE INDEX cases_stage ON cases (agency, stage, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral', 'registration', 'annual_check', 'listing', 'cleanup', 'clearance');
CREATE INDEX cases_opened ON cases (agency, opened_on DESC, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral', 'registration', 'annual_check', 'listing', 'cleanup', 'clearance');
CREATE INDEX cases_last ON cases (agency, last_at DESC NULLS LAST, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral', 'registration', 'annual_check', 'listing', 'cleanup', 'clearance');
CREATE INDEX cases_open ON cases (agency, sort_due, id) WHERE closed_on IS NULL AND procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral', 'registration', 'annual_check', 'listing', 'cleanup', 'clearance');
