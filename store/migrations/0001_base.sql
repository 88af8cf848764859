-- Tables and indexes that every engine has. Tokens, replaced by the dialect:
--   {i} integer of 64 bits   {t} text compared by bytes   {b} bytes   {s} strict typing, where there is any
-- Times are UTC milliseconds, civil dates yyyymmdd, 0 is none. A version is the
-- id of the action that last wrote the row. Free text stands in words, reach in
-- point: history holds ids only, so it is never rewritten when a person is erased.

CREATE TABLE meta(key {t} PRIMARY KEY, value {t} NOT NULL) {s};
CREATE TABLE seq(name {t} PRIMARY KEY, next {i} NOT NULL) {s};
CREATE TABLE setting(member_id {i} NOT NULL, key {t} NOT NULL, value {t} NOT NULL, PRIMARY KEY(member_id, key)) {s};
CREATE TABLE lease(name {t} PRIMARY KEY, holder {t} NOT NULL, until {i} NOT NULL) {s};

CREATE TABLE member(
  id {i} PRIMARY KEY, name {t} NOT NULL, name_key {t} NOT NULL UNIQUE, role {t} NOT NULL, zone {t} NOT NULL, region {t} NOT NULL,
  active {i} NOT NULL, target {i} NOT NULL, version {i} NOT NULL) {s};

-- Every cadence, playbook, guide and template that was ever used; text_now names the newest of each.
CREATE TABLE text_version(
  id {i} PRIMARY KEY, kind {t} NOT NULL, key {t} NOT NULL, revision {i} NOT NULL, sha {t} NOT NULL, body {t} NOT NULL,
  adopted_at {i} NOT NULL, UNIQUE(kind, key, revision)) {s};
CREATE TABLE text_now(kind {t} NOT NULL, key {t} NOT NULL, text_id {i} NOT NULL REFERENCES text_version(id), sha {t} NOT NULL, PRIMARY KEY(kind, key)) {s};
CREATE TABLE code_table(scheme {t} PRIMARY KEY, vintage {t} NOT NULL, body {t} NOT NULL, loaded_at {i} NOT NULL, member_id {i} NOT NULL) {s};

CREATE TABLE list(
  id {i} PRIMARY KEY, name {t} NOT NULL, name_key {t} NOT NULL UNIQUE, source {t} NOT NULL, category {t} NOT NULL, cost {i} NOT NULL,
  currency {t} NOT NULL, file_sha {t} NOT NULL, state {t} NOT NULL, at {i} NOT NULL, member_id {i} NOT NULL,
  rows_n {i} NOT NULL DEFAULT 0, created_n {i} NOT NULL DEFAULT 0, merged_n {i} NOT NULL DEFAULT 0,
  rejected_n {i} NOT NULL DEFAULT 0, suppressed_n {i} NOT NULL DEFAULT 0, version {i} NOT NULL) {s};
CREATE INDEX list_sha ON list(file_sha) WHERE file_sha <> '';
-- The fate of every row of every list, so that an import can be undone: created, merged, rejected, suppressed.
CREATE TABLE list_row(
  list_id {i} NOT NULL REFERENCES list(id), row_no {i} NOT NULL, fate {t} NOT NULL, lead_id {i} NOT NULL, contact_id {i} NOT NULL,
  made_lead {i} NOT NULL, filled {t} NOT NULL, field {t} NOT NULL, reason {t} NOT NULL, cells {t} NOT NULL, PRIMARY KEY(list_id, row_no)) {s};
CREATE INDEX list_row_fate ON list_row(list_id, fate, row_no);

CREATE TABLE company(
  id {i} PRIMARY KEY, name {t} NOT NULL, name_key {t} NOT NULL, domain {t} NOT NULL, website {t} NOT NULL, street {t} NOT NULL,
  city {t} NOT NULL, state {t} NOT NULL, zip {t} NOT NULL, country {t} NOT NULL, place_key {t} NOT NULL, industry {t} NOT NULL,
  extra {t} NOT NULL, name_mac {b} NOT NULL, domain_mac {b} NOT NULL, merged_into {i} NOT NULL DEFAULT 0, version {i} NOT NULL) {s};
CREATE INDEX company_domain ON company(domain) WHERE domain <> '';
CREATE INDEX company_name ON company(name_key, place_key);

-- The columns from score on are worked out from the rest whenever a lead is written, and by time alone at alarm_at.
CREATE TABLE lead(
  id {i} PRIMARY KEY, company_id {i} NOT NULL REFERENCES company(id), list_id {i} NOT NULL, owner_id {i} NOT NULL REFERENCES member(id),
  source {t} NOT NULL, status {t} NOT NULL, horizon {t} NOT NULL, decision_by {i} NOT NULL, rest_until {i} NOT NULL, reason {t} NOT NULL,
  received_at {i} NOT NULL, next_kind {t} NOT NULL, next_at {i} NOT NULL, next_contact {i} NOT NULL, value {i} NOT NULL,
  currency {t} NOT NULL, reopened {t} NOT NULL, reopened_at {i} NOT NULL, names {i} NOT NULL, asks {t} NOT NULL,
  merged_into {i} NOT NULL DEFAULT 0, created_at {i} NOT NULL, version {i} NOT NULL,
  score {i} NOT NULL DEFAULT 0, parts {t} NOT NULL DEFAULT '', rungs {i} NOT NULL DEFAULT 0, stale {i} NOT NULL DEFAULT 0,
  counted {i} NOT NULL DEFAULT 0, failing {i} NOT NULL DEFAULT 0, judged {t} NOT NULL DEFAULT '', touches {i} NOT NULL DEFAULT 0,
  last_touch_at {i} NOT NULL DEFAULT 0, due_at {i} NOT NULL DEFAULT 0, contact_id {i} NOT NULL DEFAULT 0,
  not_before {i} NOT NULL DEFAULT 0, alarm_at {i} NOT NULL DEFAULT 0, text_sum {i} NOT NULL DEFAULT 0) {s};
CREATE INDEX lead_company ON lead(company_id);
CREATE INDEX lead_score ON lead(score, id);
CREATE INDEX lead_status ON lead(status, score, id);
CREATE INDEX lead_owner ON lead(owner_id, score, id);
CREATE INDEX lead_owner_status ON lead(owner_id, status, score, id);
CREATE INDEX lead_list ON lead(list_id, score, id);
CREATE INDEX lead_list_status ON lead(list_id, status, score, id);
CREATE INDEX lead_alarm ON lead(alarm_at, id) WHERE alarm_at > 0;
CREATE INDEX lead_board ON lead(failing, score, id) WHERE status IN ('working','ready','returned');
CREATE INDEX lead_board_owner ON lead(owner_id, failing, score, id) WHERE status IN ('working','ready','returned');
CREATE INDEX lead_board_list ON lead(list_id, failing, score, id) WHERE status IN ('working','ready','returned');

CREATE TABLE contact(
  id {i} PRIMARY KEY, lead_id {i} NOT NULL REFERENCES lead(id), name {t} NOT NULL, name_key {t} NOT NULL, given {t} NOT NULL,
  title {t} NOT NULL, role {t} NOT NULL, role_set_by {i} NOT NULL, zones {t} NOT NULL, region {t} NOT NULL, street {t} NOT NULL,
  city {t} NOT NULL, state {t} NOT NULL, zip {t} NOT NULL, country {t} NOT NULL, left_company {i} NOT NULL, no_email {i} NOT NULL,
  extra {t} NOT NULL, rank {i} NOT NULL, mac {b} NOT NULL, merged_into {i} NOT NULL DEFAULT 0, erased_at {i} NOT NULL DEFAULT 0,
  version {i} NOT NULL) {s};
CREATE INDEX contact_lead ON contact(lead_id);

CREATE TABLE point(
  id {i} PRIMARY KEY, contact_id {i} NOT NULL REFERENCES contact(id), kind {t} NOT NULL, key {t} NOT NULL, shown {t} NOT NULL,
  status {t} NOT NULL, no_consent {i} NOT NULL, mac {b} NOT NULL, version {i} NOT NULL) {s};
CREATE INDEX point_contact ON point(contact_id);
CREATE INDEX point_key ON point(kind, key, contact_id) WHERE key <> '';

CREATE TABLE enrolment(
  id {i} PRIMARY KEY, lead_id {i} NOT NULL REFERENCES lead(id), contact_id {i} NOT NULL, owner_id {i} NOT NULL,
  cadence_id {i} NOT NULL, cadence {t} NOT NULL, revision {i} NOT NULL, step {i} NOT NULL, state {t} NOT NULL, owes {t} NOT NULL,
  class {i} NOT NULL, due_at {i} NOT NULL, due_day {i} NOT NULL, channel {t} NOT NULL, started_at {i} NOT NULL, last_at {i} NOT NULL,
  last_step {i} NOT NULL, in_hand {i} NOT NULL, dials {i} NOT NULL, blocks {i} NOT NULL, bounces {i} NOT NULL, busy_day {i} NOT NULL,
  slow {i} NOT NULL, skip_email {i} NOT NULL, why {t} NOT NULL, resume_at {i} NOT NULL, before_state {t} NOT NULL, piece {t} NOT NULL,
  piece_at {i} NOT NULL, version {i} NOT NULL, score {i} NOT NULL DEFAULT 0, served {i} NOT NULL DEFAULT 0) {s};
CREATE INDEX enrolment_lead ON enrolment(lead_id);
CREATE INDEX enrolment_contact ON enrolment(contact_id);
CREATE INDEX enrolment_served ON enrolment(owner_id, class, due_day, score DESC, id) WHERE served = 1;

-- The journal: one row for every write that anyone makes. undoable: 1 yes, 0 no, 2 a barrier whose sentence is in barrier.
CREATE TABLE action(
  id {i} PRIMARY KEY, at {i} NOT NULL, member_id {i} NOT NULL, session {t} NOT NULL, verb {t} NOT NULL, lead_id {i} NOT NULL,
  said {t} NOT NULL, undoable {i} NOT NULL, barrier {t} NOT NULL, undoes {i} NOT NULL DEFAULT 0) {s};
CREATE UNIQUE INDEX action_undoes ON action(undoes) WHERE undoes > 0;
CREATE INDEX action_member ON action(member_id, id DESC) WHERE undoable > 0;
CREATE INDEX action_lead ON action(lead_id, id);
-- What an action changed: the row as it was, or '' for a row that the action made.
CREATE TABLE undo_image(action_id {i} NOT NULL, tbl {t} NOT NULL, row_id {i} NOT NULL, contact_id {i} NOT NULL, before {t} NOT NULL, PRIMARY KEY(action_id, tbl, row_id)) {s};
CREATE INDEX undo_image_contact ON undo_image(contact_id) WHERE contact_id > 0;

CREATE TABLE words(id {i} PRIMARY KEY, lead_id {i} NOT NULL, contact_id {i} NOT NULL, kind {t} NOT NULL, body {t} NOT NULL) {s};
CREATE INDEX words_lead ON words(lead_id);
CREATE INDEX words_contact ON words(contact_id) WHERE contact_id > 0;
CREATE TABLE doc(id {i} PRIMARY KEY, kind {t} NOT NULL, subject_id {i} NOT NULL, lead_id {i} NOT NULL, body {t} NOT NULL) {s};
CREATE INDEX doc_lead ON doc(lead_id);

CREATE TABLE note(
  id {i} PRIMARY KEY, action_id {i} NOT NULL, lead_id {i} NOT NULL, contact_id {i} NOT NULL, at {i} NOT NULL, member_id {i} NOT NULL,
  words_id {i} NOT NULL, voids {i} NOT NULL) {s};
CREATE INDEX note_lead ON note(lead_id, id);
CREATE INDEX note_action ON note(action_id);

CREATE TABLE touch(
  id {i} PRIMARY KEY, action_id {i} NOT NULL, lead_id {i} NOT NULL, contact_id {i} NOT NULL, enrolment_id {i} NOT NULL,
  step {i} NOT NULL, at {i} NOT NULL, day {i} NOT NULL, channel {t} NOT NULL, direction {t} NOT NULL, outcome {t} NOT NULL,
  sentiment {t} NOT NULL, member_id {i} NOT NULL, list_id {i} NOT NULL, point_id {i} NOT NULL, answers {i} NOT NULL,
  text_id {i} NOT NULL, words_id {i} NOT NULL, until_day {i} NOT NULL, why {t} NOT NULL, in_hand {i} NOT NULL,
  same_day {i} NOT NULL, voids {i} NOT NULL, sign {i} NOT NULL) {s};
CREATE INDEX touch_lead ON touch(lead_id, at, id);
CREATE INDEX touch_member ON touch(member_id, day, lead_id, outcome, direction, sign);
CREATE INDEX touch_action ON touch(action_id);
CREATE UNIQUE INDEX touch_voids ON touch(voids) WHERE voids > 0;

CREATE TABLE evidence(
  id {i} PRIMARY KEY, action_id {i} NOT NULL, lead_id {i} NOT NULL, attribute {t} NOT NULL, level {i} NOT NULL, contact_id {i} NOT NULL,
  contact_role {t} NOT NULL, role_set_by {i} NOT NULL, touch_id {i} NOT NULL, on_day {i} NOT NULL, at {i} NOT NULL, member_id {i} NOT NULL,
  value_words {i} NOT NULL, quote_words {i} NOT NULL, document_words {i} NOT NULL, voids {i} NOT NULL) {s};
CREATE INDEX evidence_lead ON evidence(lead_id, id);
CREATE INDEX evidence_action ON evidence(action_id);
CREATE INDEX evidence_touch ON evidence(touch_id) WHERE touch_id > 0;
CREATE UNIQUE INDEX evidence_voids ON evidence(voids) WHERE voids > 0;
CREATE TABLE attribute_now(lead_id {i} NOT NULL, attribute {t} NOT NULL, evidence_id {i} NOT NULL, level {i} NOT NULL, stale_day {i} NOT NULL, PRIMARY KEY(lead_id, attribute)) {s};

CREATE TABLE handoff(
  id {i} PRIMARY KEY, lead_id {i} NOT NULL REFERENCES lead(id), to_id {i} NOT NULL, state {t} NOT NULL, playbook_id {i} NOT NULL,
  playbook {i} NOT NULL, submitted_by {i} NOT NULL, submitted_at {i} NOT NULL, approved_by {i} NOT NULL, delivered_at {i} NOT NULL,
  approve_by {i} NOT NULL, accept_by {i} NOT NULL, warn_at {i} NOT NULL, reclaim_at {i} NOT NULL, accepted_at {i} NOT NULL,
  rejected_at {i} NOT NULL, rejected_by {i} NOT NULL, reason {t} NOT NULL, attributes {t} NOT NULL, note_words {i} NOT NULL,
  disputed_by {i} NOT NULL, rule_by {i} NOT NULL, held_asked {i} NOT NULL, held {t} NOT NULL, outcome_by {i} NOT NULL,
  next_kind {t} NOT NULL, next_at {i} NOT NULL, next_contact {i} NOT NULL, value {i} NOT NULL, currency {t} NOT NULL,
  evidence_mark {i} NOT NULL, dossier_doc {i} NOT NULL, version {i} NOT NULL) {s};
CREATE INDEX handoff_lead ON handoff(lead_id);
CREATE UNIQUE INDEX handoff_open ON handoff(lead_id) WHERE state IN ('submitted','delivered','disputed');
CREATE INDEX handoff_state ON handoff(state, id);
CREATE INDEX handoff_to ON handoff(to_id, id);
CREATE INDEX handoff_to_state ON handoff(to_id, state, id);
CREATE INDEX handoff_delivered ON handoff(delivered_at, id) WHERE delivered_at > 0;
CREATE INDEX handoff_accepted ON handoff(accepted_at) WHERE accepted_at > 0;
CREATE INDEX handoff_rejected ON handoff(rejected_at) WHERE rejected_at > 0;
CREATE TABLE handoff_event(
  id {i} PRIMARY KEY, action_id {i} NOT NULL, handoff_id {i} NOT NULL, lead_id {i} NOT NULL, at {i} NOT NULL, event {t} NOT NULL,
  member_id {i} NOT NULL, code {t} NOT NULL, attributes {t} NOT NULL, words_id {i} NOT NULL, voids {i} NOT NULL) {s};
CREATE INDEX handoff_event_lead ON handoff_event(lead_id, id);
CREATE INDEX handoff_event_action ON handoff_event(action_id);
CREATE INDEX handoff_event_at ON handoff_event(event, at);

CREATE TABLE defect(
  id {i} PRIMARY KEY, action_id {i} NOT NULL, lead_id {i} NOT NULL, list_id {i} NOT NULL, contact_id {i} NOT NULL, code {t} NOT NULL,
  words_id {i} NOT NULL, at {i} NOT NULL, member_id {i} NOT NULL, voids {i} NOT NULL, sign {i} NOT NULL) {s};
CREATE INDEX defect_lead ON defect(lead_id, id);
CREATE INDEX defect_action ON defect(action_id);

-- When a person's day was put in order.
CREATE TABLE queue_day(member_id {i} NOT NULL, day {i} NOT NULL, generation {i} NOT NULL, at {i} NOT NULL, PRIMARY KEY(member_id, day, generation)) {s};
-- A person's day as first served; the newest generation of the day stands.
CREATE TABLE queue_item(
  member_id {i} NOT NULL, day {i} NOT NULL, generation {i} NOT NULL, position {i} NOT NULL, enrolment_id {i} NOT NULL, lead_id {i} NOT NULL,
  score {i} NOT NULL, reason {t} NOT NULL, parts {t} NOT NULL, PRIMARY KEY(member_id, day, generation, position)) {s};
-- What a person was shown (served, opened) and skipped, with why.
CREATE TABLE exposure(
  id {i} PRIMARY KEY, action_id {i} NOT NULL, member_id {i} NOT NULL, day {i} NOT NULL, lead_id {i} NOT NULL, kind {t} NOT NULL,
  at {i} NOT NULL, code {t} NOT NULL, words_id {i} NOT NULL, score {i} NOT NULL, voids {i} NOT NULL, sign {i} NOT NULL) {s};
CREATE UNIQUE INDEX exposure_once ON exposure(member_id, day, lead_id, kind) WHERE kind IN ('served','opened');
CREATE INDEX exposure_member ON exposure(member_id, day, kind, lead_id);
CREATE INDEX exposure_lead ON exposure(lead_id, kind);
CREATE INDEX exposure_action ON exposure(action_id);

-- Keyed hashes: they outlive the person's rows. value is what a person typed on a suppression made by hand, '' otherwise.
CREATE TABLE suppression(
  id {i} PRIMARY KEY, kind {t} NOT NULL, mac {b} NOT NULL, channel {t} NOT NULL, since {i} NOT NULL, reason {t} NOT NULL,
  member_id {i} NOT NULL, hint {t} NOT NULL) {s};
CREATE UNIQUE INDEX suppression_key ON suppression(kind, mac, channel);
CREATE TABLE erasure(contact_id {i} PRIMARY KEY, at {i} NOT NULL, member_id {i} NOT NULL) {s};

-- Figures kept as they arise.
CREATE TABLE touch_sum(
  month {i} NOT NULL, member_id {i} NOT NULL, list_id {i} NOT NULL, channel {t} NOT NULL, direction {t} NOT NULL, outcome {t} NOT NULL,
  n {i} NOT NULL, PRIMARY KEY(month, member_id, list_id, channel, direction, outcome)) {s};
CREATE TABLE due_sum(owner_id {i} NOT NULL, class {i} NOT NULL, due_day {i} NOT NULL, channel {t} NOT NULL, n {i} NOT NULL, PRIMARY KEY(owner_id, class, due_day, channel)) {s};
CREATE TABLE lead_sum(owner_id {i} NOT NULL, list_id {i} NOT NULL, status {t} NOT NULL, n {i} NOT NULL, PRIMARY KEY(owner_id, list_id, status)) {s};
CREATE TABLE lead_month(month {i} NOT NULL, list_id {i} NOT NULL, n {i} NOT NULL, PRIMARY KEY(month, list_id)) {s};
CREATE TABLE defect_sum(list_id {i} NOT NULL, code {t} NOT NULL, n {i} NOT NULL, PRIMARY KEY(list_id, code)) {s};

-- What search looks through, one row a lead; written with the lead, in the same transaction.
CREATE TABLE lead_text(id {i} PRIMARY KEY, body {t} NOT NULL) {s};
