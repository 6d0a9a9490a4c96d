-- Penalty cases, reviews, meetings and referrals are listed beside the others; decided penalties are counted from a table of their own.

DROP INDEX cases_list, cases_stage, cases_opened, cases_last, cases_open;
CREATE INDEX cases_list ON cases (agency, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_stage ON cases (agency, stage, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_opened ON cases (agency, opened_on DESC, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_last ON cases (agency, last_at DESC NULLS LAST, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_open ON cases (agency, sort_due, id) WHERE closed_on IS NULL AND procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');

-- One row a decided penalty case: what the statistics of a year count. Amounts are fen, as in the decision.
CREATE TABLE penalties (
    case_id    text PRIMARY KEY REFERENCES cases (id),
    agency     text NOT NULL,
    track      text NOT NULL,
    regime     text NOT NULL,
    verdict    text NOT NULL,
    filed_on   date,
    decided_on date,
    kinds      text[] NOT NULL DEFAULT '{}',
    fine_fen   bigint NOT NULL DEFAULT 0,
    gains_fen  bigint NOT NULL DEFAULT 0,
    goods_fen  bigint NOT NULL DEFAULT 0,
    revoked_on date
);
CREATE INDEX penalties_year ON penalties (agency, decided_on);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON penalties TO yifa_app;
    END IF;
END $$;
