-- The hearings of penalty cases, for the calendar and so that no room, host or recorder is taken twice. Made again from
-- case_events like everything that is shown.
CREATE TABLE hearings (
    case_id   text NOT NULL REFERENCES cases (id),
    no        integer NOT NULL,
    agency    text NOT NULL,
    asked_on  date NOT NULL,
    begins    timestamptz, -- none while no day is set
    ends      timestamptz,
    room      text NOT NULL,
    host      text NOT NULL,
    recorder  text NOT NULL,
    public    boolean NOT NULL,
    state     text NOT NULL,
    PRIMARY KEY (case_id, no)
);
CREATE INDEX hearings_begins ON hearings (agency, begins) WHERE begins IS NOT NULL;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON hearings TO yifa_app;
    END IF;
END $$;
