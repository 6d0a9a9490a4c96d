-- The file: a row a case, its events, and what is shown of it. Everything but case_events, receipts, accounts,
-- sessions and blobs can be made again from case_events.

CREATE TABLE cases (
    id          text PRIMARY KEY,
    procedure   text NOT NULL DEFAULT '',
    agency      text NOT NULL DEFAULT '',
    parent      text NOT NULL DEFAULT '',
    reference   text NOT NULL DEFAULT '',
    ref_year    integer NOT NULL DEFAULT 0,
    ref_serial  integer NOT NULL DEFAULT 0,
    title       text NOT NULL DEFAULT '',
    stage       text NOT NULL DEFAULT '',
    handler     text NOT NULL DEFAULT '',
    section     text NOT NULL DEFAULT '',
    party       text NOT NULL DEFAULT '',
    party_name  text NOT NULL DEFAULT '',
    party_kind  text NOT NULL DEFAULT '',
    township    text NOT NULL DEFAULT '',
    opened_on   date,
    closed_on   date,
    outcome     text NOT NULL DEFAULT '',
    seq         integer NOT NULL DEFAULT 0,
    head        text NOT NULL DEFAULT '',
    last_at     timestamptz,
    due         date,
    sort_due    date NOT NULL DEFAULT 'infinity', -- infinity for what is closed or has no clock
    due_clock   text NOT NULL DEFAULT '',
    due_rule    text NOT NULL DEFAULT '',
    due_unit    text NOT NULL DEFAULT '',
    due_paused  boolean NOT NULL DEFAULT false,
    provisional boolean NOT NULL DEFAULT false,
    deadline    date, -- to correct (RE-01), while nothing has settled it
    login       text NOT NULL DEFAULT '', -- of a person
    state       json
) WITH (fillfactor = 80); -- most acts change no indexed column: the new row finds room beside the old one
CREATE UNIQUE INDEX cases_reference ON cases (agency, procedure, ref_year, ref_serial) WHERE ref_serial > 0;
CREATE UNIQUE INDEX cases_login ON cases (login) WHERE login <> '';
CREATE INDEX cases_due ON cases (agency, procedure, sort_due, id);
-- One index for each order of the list of all files; registers are not in it.
CREATE INDEX cases_list ON cases (agency, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification');
CREATE INDEX cases_stage ON cases (agency, stage, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification');
CREATE INDEX cases_opened ON cases (agency, opened_on DESC, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification');
CREATE INDEX cases_last ON cases (agency, last_at DESC NULLS LAST, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification');
CREATE INDEX cases_open ON cases (agency, sort_due, id) WHERE closed_on IS NULL AND procedure IN ('campaign', 'inspection', 'rectification');
CREATE INDEX cases_cold ON cases (agency, procedure, last_at, id) WHERE closed_on IS NULL;
CREATE INDEX cases_deadline ON cases (agency, deadline) WHERE deadline IS NOT NULL;
CREATE INDEX cases_closed ON cases (agency, procedure, closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX cases_handler ON cases (handler, sort_due, id) WHERE closed_on IS NULL;
CREATE INDEX cases_parent ON cases (parent) WHERE parent <> '';
CREATE INDEX cases_party ON cases (party) WHERE party <> '';

-- Names are searched by pairs of characters: the parser of PostgreSQL knows no Chinese words, and trigrams miss
-- the two-character words people type.
CREATE TABLE case_search (
    case_id text PRIMARY KEY REFERENCES cases (id),
    body    text NOT NULL,
    pairs   text[] NOT NULL
);
CREATE INDEX case_search_pairs ON case_search USING gin (pairs);

CREATE TABLE case_events (
    case_id     text NOT NULL REFERENCES cases (id),
    seq         integer NOT NULL CHECK (seq > 0),
    kind        text NOT NULL,
    actor       text NOT NULL,
    recorded_by text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    backfill    text NOT NULL DEFAULT '',
    key         text NOT NULL DEFAULT '',
    data        json NOT NULL, -- json, not jsonb: the chain is over the bytes
    prev        text NOT NULL,
    hash        text NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX case_events_actor ON case_events (actor, recorded_at DESC);

CREATE TABLE clocks (
    case_id     text NOT NULL REFERENCES cases (id),
    id          text NOT NULL,
    agency      text NOT NULL,
    rule        text NOT NULL,
    title       text NOT NULL,
    from_on     date NOT NULL,
    due         date,
    provisional boolean NOT NULL,
    effect      text NOT NULL,
    met_on      date,
    lapsed_on   date,
    stopped_on  date,
    PRIMARY KEY (case_id, id)
);
CREATE INDEX clocks_from ON clocks (agency, rule, from_on);
CREATE INDEX clocks_due ON clocks (agency, rule, due) INCLUDE (met_on, stopped_on);

CREATE TABLE tasks (
    case_id   text NOT NULL REFERENCES cases (id),
    id        text NOT NULL,
    agency    text NOT NULL,
    kind      text NOT NULL,
    title     text NOT NULL,
    english   text NOT NULL,
    person    text NOT NULL,
    role      text NOT NULL,
    section   text NOT NULL,
    due       date,
    sort_due  date NOT NULL,
    clock     text NOT NULL,
    raised_at timestamptz NOT NULL,
    done_at   timestamptz,
    done_by   text NOT NULL,
    PRIMARY KEY (case_id, id)
);
CREATE INDEX tasks_person ON tasks (person, sort_due, case_id, id) WHERE done_at IS NULL;
CREATE INDEX tasks_role ON tasks (agency, role, sort_due, case_id, id) WHERE done_at IS NULL;
CREATE INDEX tasks_open ON tasks (agency, sort_due, case_id, id) WHERE done_at IS NULL;
CREATE INDEX tasks_done ON tasks (done_by, done_at DESC) WHERE done_at IS NOT NULL;

CREATE TABLE documents (
    case_id   text NOT NULL REFERENCES cases (id),
    id        text PRIMARY KEY,
    agency    text NOT NULL,
    type      text NOT NULL,
    title     text NOT NULL,
    number    text NOT NULL,
    year      integer NOT NULL,
    serial    integer NOT NULL,
    issued_on date NOT NULL,
    issued_by text NOT NULL,
    voided_on date,
    rendered  boolean NOT NULL
);
CREATE UNIQUE INDEX documents_number ON documents (agency, type, year, serial) WHERE serial > 0;
CREATE INDEX documents_case ON documents (case_id);
CREATE INDEX documents_issued ON documents (agency, type, issued_on);

CREATE TABLE findings (
    case_id     text NOT NULL REFERENCES cases (id),
    line        integer NOT NULL,
    agency      text NOT NULL,
    category    text NOT NULL,
    violation   text NOT NULL,
    quantity    integer NOT NULL,
    unit        text NOT NULL,
    amount_fen  bigint NOT NULL,
    recorded_on date NOT NULL,
    exits       text[] NOT NULL,
    PRIMARY KEY (case_id, line)
);
CREATE INDEX findings_year ON findings (agency, recorded_on, category);

-- Files that belong to a case: only through it can they be read.
CREATE TABLE case_files (
    case_id text NOT NULL REFERENCES cases (id),
    hash    text NOT NULL,
    PRIMARY KEY (case_id, hash)
);

CREATE TABLE blobs (
    hash   text PRIMARY KEY,
    name   text NOT NULL,
    type   text NOT NULL,
    size   bigint NOT NULL,
    put_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE receipts (
    key     text PRIMARY KEY,
    request text NOT NULL, -- digest of what was asked
    receipt json NOT NULL,
    at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE outbox (
    id        bigserial PRIMARY KEY,
    case_id   text NOT NULL,
    procedure text NOT NULL,
    agency    text NOT NULL,
    seq       integer NOT NULL,
    at        timestamptz NOT NULL DEFAULT now()
);

-- How often the law and the people changed: what a process keeps of them is thrown away when its number is old.
CREATE TABLE stamps (
    name text PRIMARY KEY,
    n    bigint NOT NULL
);

CREATE TABLE checkpoints (
    n         bigserial PRIMARY KEY,
    made_at   timestamptz NOT NULL,
    files     bigint NOT NULL,
    events    bigint NOT NULL,
    root      text NOT NULL,
    prev      text NOT NULL UNIQUE, -- the signature of the one before: two cannot follow the same
    key       text NOT NULL,
    signature text NOT NULL
);
CREATE TABLE checkpoint_heads (
    n       bigint NOT NULL REFERENCES checkpoints (n),
    case_id text NOT NULL,
    seq     integer NOT NULL,
    hash    text NOT NULL,
    PRIMARY KEY (n, case_id)
);

CREATE TABLE accounts (
    person        text PRIMARY KEY REFERENCES cases (id),
    login         text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    must_change   boolean NOT NULL DEFAULT true,
    failed_count  integer NOT NULL DEFAULT 0,
    locked_until  timestamptz,
    changed_at    timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE sessions (
    hash       text PRIMARY KEY,
    person     text NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ip         text NOT NULL,
    agent      text NOT NULL
);
CREATE INDEX sessions_person ON sessions (person);

-- Append-only, by trigger for everybody and by grant for the role the program works as.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is not allowed: what is recorded stays recorded', TG_OP, TG_TABLE_NAME USING ERRCODE = 'YF001';
END $$;
CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER checkpoint_heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint_heads FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts FOR EACH STATEMENT EXECUTE FUNCTION append_only();

DO $$
BEGIN
    BEGIN
        CREATE ROLE yifa_app NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
              WHEN insufficient_privilege THEN NULL; -- a server we may not make roles on: the trigger still holds
    END;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        BEGIN
            EXECUTE format('GRANT yifa_app TO %I', current_user);
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO yifa_app;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO yifa_app;
        REVOKE UPDATE, DELETE, TRUNCATE ON case_events, checkpoints, checkpoint_heads, receipts FROM yifa_app;
        REVOKE ALL ON bun_migrations, bun_migration_locks FROM yifa_app;
    END IF;
END $$;
