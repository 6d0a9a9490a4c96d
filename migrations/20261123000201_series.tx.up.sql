-- Hidden referrals are numbered in a series of their own, with negative serials: the open one shows no gaps for them.

DROP INDEX cases_reference;
CREATE UNIQUE INDEX cases_reference ON cases (agency, procedure, ref_year, ref_serial) WHERE ref_serial <> 0;
