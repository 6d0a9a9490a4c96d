-- In whose place somebody acted, and files that only some may know of. What was recorded before keeps its digest.

ALTER TABLE case_events ADD COLUMN stands_for text NOT NULL DEFAULT '';

ALTER TABLE cases ADD COLUMN need_to_know text[]; -- who may read it beside those who read all such files; NULL: everybody who sees files
CREATE INDEX cases_secret ON cases (id) WHERE need_to_know IS NOT NULL;
