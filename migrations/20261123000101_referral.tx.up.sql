-- In whose place somebody acted, and files that only some may know of. What was recorded before keeps its digest.

ALTER TABLE case_events ADD COLUMN stands_for text NOT NULL DEFAULT '';

ALTER TABLE cases ADD COLUMN need_to_know text[]; -- who may read it beside those who read all such files; NULL: everybody who sees files
CREATE INDEX cases_secret ON cases (id) WHERE need_to_know IS NOT NULL;

-- The lists of all files hold the procedures that came later too.
DROP INDEX cases_list;
DROP INDEX cases_stage;
DROP INDEX cases_opened;
DROP INDEX cases_last;
DROP INDEX cases_open;
CREATE INDEX cases_list ON cases (agency, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_stage ON cases (agency, stage, sort_due, id) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_opened ON cases (agency, opened_on DESC, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_last ON cases (agency, last_at DESC NULLS LAST, id DESC) WHERE procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
CREATE INDEX cases_open ON cases (agency, sort_due, id) WHERE closed_on IS NULL AND procedure IN ('campaign', 'inspection', 'rectification', 'penalty', 'legality', 'meeting', 'referral');
