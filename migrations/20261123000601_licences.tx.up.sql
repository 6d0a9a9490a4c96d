-- What the files of registrations count as in the statistics of licences; made from the events alone (store/licences.go).

CREATE TABLE licence_steps (
    case_id text NOT NULL REFERENCES cases (id),
    n       integer NOT NULL, -- its place in the file
    agency  text NOT NULL,
    item    text NOT NULL, -- establish, change, deregister, charter, replace
    what    text NOT NULL, -- applied, accepted, rejected, granted, refused, withdrawn, lapsed, annulled
    day     date NOT NULL,
    undone  date,
    PRIMARY KEY (case_id, n)
);
CREATE INDEX licence_steps_day ON licence_steps (agency, day);

INSERT INTO licence_steps (case_id, n, agency, item, what, day)
SELECT id, row_number() OVER (PARTITION BY id ORDER BY place), agency, item, what, day FROM (
    SELECT c.id, c.agency, r ->> 'kind' AS item, x.place, x.what, x.day::date AS day
    FROM cases c
    CROSS JOIN LATERAL (SELECT c.state::jsonb -> 'registration' AS r) s
    CROSS JOIN LATERAL (VALUES
        (1, 'applied', r ->> 'received_on'),
        (2, 'accepted', r ->> 'accepted_on'),
        (3, CASE WHEN (r #>> '{decision,grant}')::boolean THEN 'granted' ELSE 'refused' END, r #>> '{decision,on}'),
        (4, CASE c.stage WHEN 'reg_rejected' THEN 'rejected' WHEN 'reg_withdrawn' THEN 'withdrawn' ELSE 'lapsed' END,
            CASE WHEN c.stage IN ('reg_rejected', 'reg_withdrawn', 'reg_lapsed') AND r ->> 'received_on' IS NOT NULL THEN c.closed_on::text END),
        (5, 'annulled', r #>> '{annulment,on}')) AS x (place, what, day)
    WHERE c.procedure = 'registration' AND c.seq > 0 AND x.day IS NOT NULL
) AS found;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON licence_steps TO yifa_app;
    END IF;
END $$;
