-- The codes of the leads there are. The other engines have no database from before.
UPDATE lead SET industry_code = COALESCE((
  SELECT json_extract(w.body, '$.scheme') || ' ' || json_extract(w.body, '$.code')
  FROM attribute_now a JOIN evidence e ON e.id = a.evidence_id JOIN words w ON w.id = e.value_words
  WHERE a.lead_id = lead.id AND a.attribute = 'industry-code' AND json_valid(w.body)), '');
--
-- The words that search knows: one that is typed in part is looked up here, for the index reads a whole word as it goes.
CREATE VIRTUAL TABLE lead_vocab USING fts5vocab('lead_fts', 'row');
