-- What lists from anywhere need: mappings that a person settled, pairs that may
-- be one, and where each thing that is known of a contact came from.

-- A mapping that a person settled, for the set of headers that it was made for: FIELD=HEADER pairs as a JSON array.
CREATE TABLE list_mapping(head_key {t} PRIMARY KEY, vendor {t} NOT NULL, pairs {t} NOT NULL, at {i} NOT NULL, member_id {i} NOT NULL) {s};

-- Two contacts, or two companies, that may be one; a_id < b_id. state: open, merged, both (kept apart for now), never.
CREATE TABLE near(
  id {i} PRIMARY KEY, kind {t} NOT NULL, a_id {i} NOT NULL, b_id {i} NOT NULL, score {i} NOT NULL, why {t} NOT NULL, list_id {i} NOT NULL,
  state {t} NOT NULL, at {i} NOT NULL, member_id {i} NOT NULL, version {i} NOT NULL) {s};
CREATE UNIQUE INDEX near_pair ON near(kind, a_id, b_id);
CREATE INDEX near_state ON near(state, score, id);
CREATE INDEX near_list ON near(list_id, state);
CREATE INDEX near_b ON near(kind, b_id);

-- field → header of the list, as JSON: which column a defect is about.
ALTER TABLE list ADD COLUMN mapping {t} NOT NULL DEFAULT '';
-- What the row did not bring, bits of model.Lacks.
ALTER TABLE list_row ADD COLUMN lacks {i} NOT NULL DEFAULT 0;
CREATE INDEX list_row_contact ON list_row(contact_id) WHERE contact_id > 0;
-- Where a person or a number that was added by hand was found; the field of the list that brought a point.
ALTER TABLE contact ADD COLUMN source {t} NOT NULL DEFAULT '';
ALTER TABLE point ADD COLUMN source {t} NOT NULL DEFAULT '';
ALTER TABLE point ADD COLUMN field {t} NOT NULL DEFAULT '';
-- The field of the list that the defect is about: phone_2, email, street; '' for the row as a whole.
ALTER TABLE defect ADD COLUMN field {t} NOT NULL DEFAULT '';
CREATE INDEX defect_at ON defect(at);
-- What people did in a week: what they added by hand.
CREATE INDEX action_at ON action(at);
-- What was merged into a row: its history is shown with the living one.
CREATE INDEX lead_merged ON lead(merged_into) WHERE merged_into > 0;
CREATE INDEX contact_merged ON contact(merged_into) WHERE merged_into > 0;
CREATE INDEX company_merged ON company(merged_into) WHERE merged_into > 0;
