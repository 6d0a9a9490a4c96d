-- What a list of thousands asks of its organizations (name, kind, township) is read from the index alone: the row of a party holds its
-- whole file.
CREATE INDEX cases_named_parties ON cases (id) INCLUDE (title, party_kind, township) WHERE procedure = 'party';
