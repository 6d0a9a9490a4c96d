-- What the public sees of an entry of a credit list. An entry that moved to the severe list is seen as it was published on the other
-- until it is published there. Made again from case_events like the rest of the table (domain Case.Shown).
ALTER TABLE listings
    ADD COLUMN shown_list   text, -- null: nothing of it is public
    ADD COLUMN shown_ground text,
    ADD COLUMN shown_on     date;
UPDATE listings SET shown_list = list, shown_ground = ground, shown_on = listed_on WHERE public AND listed_on IS NOT NULL;
UPDATE listings x SET shown_list = 'abnormal', shown_ground = c.state #>> '{listing,more,0,ground,code}', shown_on = (c.state #>> '{listing,more,0,on}')::date
  FROM cases c
 WHERE c.id = x.case_id AND NOT x.public AND c.state #>> '{listing,moved}' IS NOT NULL AND c.state #>> '{listing,more,0,on}' IS NOT NULL
   AND jsonb_path_exists((c.state::jsonb) -> 'clocks', '$[*] ? (@.rule == "T26" && exists(@.met_on))');
