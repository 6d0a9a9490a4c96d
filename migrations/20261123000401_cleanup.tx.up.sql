-- The lists of clean-up campaigns: one row an organization. What the screening said comes from the events of the campaign, how it
-- was dealt with from the file of the organization; all of it can be made again from case_events.

CREATE TABLE cleanup_items (
    campaign    text NOT NULL REFERENCES cases (id),
    party       text NOT NULL REFERENCES cases (id),
    agency      text NOT NULL,
    hits        text[] NOT NULL DEFAULT '{}',
    added       text NOT NULL DEFAULT '', -- why it was put on the list by hand
    removed     text NOT NULL DEFAULT '', -- why it was taken off
    listed      boolean NOT NULL DEFAULT false, -- the campaign has told of it
    child       text NOT NULL DEFAULT '', -- its file
    stage       text NOT NULL DEFAULT '',
    disposition text NOT NULL DEFAULT '',
    reason      text NOT NULL DEFAULT '',
    outcome     text NOT NULL DEFAULT '',
    owner       text NOT NULL DEFAULT '',
    objected    boolean NOT NULL DEFAULT false,
    lost        boolean NOT NULL DEFAULT false,
    due         date,
    opened_on   date,
    closed_on   date,
    PRIMARY KEY (campaign, party)
);
CREATE INDEX cleanup_items_next ON cleanup_items (campaign, party) WHERE child = '' AND removed = '';
CREATE INDEX cleanup_items_open ON cleanup_items (campaign, stage) WHERE child <> '' AND closed_on IS NULL;
CREATE INDEX cleanup_items_party ON cleanup_items (party);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON cleanup_items TO yifa_app;
    END IF;
END $$;
