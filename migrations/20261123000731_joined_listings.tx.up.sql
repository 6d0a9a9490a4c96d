-- An entry of a credit list that joined another one (list_joined) stands no more; until now it was kept as standing.
UPDATE listings SET stands = false WHERE stage = 'list_joined' AND stands;
