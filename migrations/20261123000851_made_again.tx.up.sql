-- With which version of the schema everything that is shown was last made from the events: after an upgrade it is made again, for what
-- the program reads out of a file may have grown with it.
CREATE TABLE made_again (
    name    text PRIMARY KEY, -- the newest migration there was
    made_at timestamptz NOT NULL DEFAULT now()
);
