-- Money and disclosure of penalty cases. Both tables can be made again from case_events.

-- Receipts in use: of the bank, and official ones for what was collected in cash. A number is entered once in an authority.
CREATE TABLE payments (
    case_id text NOT NULL REFERENCES cases (id),
    agency  text NOT NULL,
    cash    boolean NOT NULL,
    receipt text NOT NULL,
    paid_on date NOT NULL,
    fen     bigint NOT NULL,
    payer   text NOT NULL,
    PRIMARY KEY (case_id, cash, receipt)
);
CREATE UNIQUE INDEX payments_receipt ON payments (agency, cash, receipt);

-- What is public of a penalty, as it is shown. A row that is taken down stays, with its state.
CREATE TABLE public_penalties (
    case_id     text PRIMARY KEY REFERENCES cases (id),
    agency      text NOT NULL,
    state       text NOT NULL,
    decided_on  date NOT NULL,
    shown_from  date NOT NULL,
    shown_until date, -- null: until it is taken down
    credit      boolean NOT NULL, -- goes to the national credit site: never a natural person
    entry       json NOT NULL
);
CREATE INDEX public_penalties_list ON public_penalties (agency, decided_on DESC, case_id DESC) WHERE state IN ('published', 'corrected');

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON payments, public_penalties TO yifa_app;
    END IF;
END $$;
