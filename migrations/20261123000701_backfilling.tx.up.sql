-- Files that are being entered afterwards (补录): until then the engine leaves them alone. Like the outbox it is not made from events
-- and may be lost: then the engine lets time pass at once.

CREATE TABLE backfilling (
    case_id     text PRIMARY KEY,
    recorded_by text NOT NULL,
    until       timestamptz NOT NULL
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON backfilling TO yifa_app;
    END IF;
END $$;
