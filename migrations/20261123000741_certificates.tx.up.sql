-- The numbers of certificates organizations have or had, by what they are compared by (domain.CertificateKey). A number written by hand
-- is asked for under a lock on it, as a name is. Made from the events alone; numbers that were given twice before stay as they are.

CREATE TABLE org_certificates (
    case_id text NOT NULL REFERENCES cases (id),
    n       integer NOT NULL, -- its place in the file
    agency  text NOT NULL,
    key     text NOT NULL,
    file    text NOT NULL, -- the application it was given by; empty: entered from paper
    PRIMARY KEY (case_id, n)
);
CREATE INDEX org_certificates_key ON org_certificates (agency, key);

INSERT INTO org_certificates (case_id, n, agency, key, file)
SELECT c.id, row_number() OVER (PARTITION BY c.id ORDER BY k.n), c.agency,
    lower(translate(regexp_replace(k.x ->> 'number', '\s', '', 'g'), '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～',
        '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~')),
    coalesce(k.x ->> 'file', '')
FROM cases c
CROSS JOIN LATERAL jsonb_array_elements(c.state::jsonb #> '{party_file,org,certificates}') WITH ORDINALITY AS k (x, n)
WHERE c.procedure = 'party' AND c.seq > 0 AND c.state::jsonb #>> '{party_file,org,status}' <> 'merged' AND k.x ->> 'number' <> '';

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'yifa_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON org_certificates TO yifa_app;
    END IF;
END $$;
