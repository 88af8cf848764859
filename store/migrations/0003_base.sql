-- What finding leads needs: orders and ranges of the Leads screen, and who is on the line.

-- The industry code that stands, with its scheme: "naics 541512"; worked out with the columns from score on.
ALTER TABLE lead ADD COLUMN industry_code {t} NOT NULL DEFAULT '';
CREATE INDEX lead_code ON lead(industry_code, id) WHERE industry_code <> '';
CREATE INDEX lead_due ON lead(due_at, id);
CREATE INDEX lead_counted ON lead(counted, id);
-- The many leads that nobody has touched yet, and that are worth nothing yet, stand in none of these.
CREATE INDEX lead_last ON lead(last_touch_at, id) WHERE last_touch_at > 0;
CREATE INDEX lead_value ON lead(value, id) WHERE value > 0;
CREATE INDEX lead_touches ON lead(touches, id) WHERE touches > 0;
CREATE INDEX lead_stale ON lead(stale, id) WHERE stale > 0;
CREATE INDEX lead_horizon ON lead(horizon, id) WHERE horizon IN ('near-term','long-term');
-- The leads that few gates hold; those that a list brought fail most.
CREATE INDEX lead_failing ON lead(failing, id) WHERE failing < 6;
-- What somebody said; what a list says of every lead, its industry and its size, picks none.
CREATE INDEX attribute_said ON attribute_now(attribute, level, lead_id) WHERE level > 1;
CREATE INDEX attribute_other ON attribute_now(attribute, lead_id) WHERE attribute NOT IN ('industry-code','firmographics');
CREATE INDEX company_place ON company(place_key) WHERE place_key <> '';
CREATE INDEX enrolment_cadence ON enrolment(cadence, lead_id) WHERE state IN ('due','held','paused','mailing','deciding');
-- A number by its last four digits: as far as people remember them, and as far as displays show them.
CREATE INDEX point_tail ON point(substr(key, length(key) - 3), key, contact_id) WHERE kind = 'phone' AND key <> '';
-- What time owes to one person's leads: they are brought up to date before his day is shown.
CREATE INDEX lead_alarm_own ON lead(owner_id, alarm_at, id) WHERE alarm_at > 0;
