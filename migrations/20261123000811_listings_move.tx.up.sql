-- What the move of an entry to the severe list waits for, after its two years: notice, serve, reply, answer, decide; empty where none is
-- open. Made again from case_events like the rest of the table (domain Case.MoveStep); no entry had such a step before.
ALTER TABLE listings ADD COLUMN move_step text NOT NULL DEFAULT '';
