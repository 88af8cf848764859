-- What is SQLite's own: triggers that keep history append-only and the figures
-- true, and full-text search. A line that holds only "--" ends a statement.

CREATE TRIGGER touch_no_update BEFORE UPDATE ON touch BEGIN SELECT RAISE(ABORT, 'touches are append-only'); END;
--
CREATE TRIGGER touch_no_delete BEFORE DELETE ON touch BEGIN SELECT RAISE(ABORT, 'touches are append-only'); END;
--
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
--
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
--
CREATE TRIGGER handoff_event_no_update BEFORE UPDATE ON handoff_event BEGIN SELECT RAISE(ABORT, 'hand-off events are append-only'); END;
--
CREATE TRIGGER handoff_event_no_delete BEFORE DELETE ON handoff_event BEGIN SELECT RAISE(ABORT, 'hand-off events are append-only'); END;
--
CREATE TRIGGER exposure_no_update BEFORE UPDATE ON exposure BEGIN SELECT RAISE(ABORT, 'exposures are append-only'); END;
--
CREATE TRIGGER exposure_no_delete BEFORE DELETE ON exposure BEGIN SELECT RAISE(ABORT, 'exposures are append-only'); END;
--
CREATE TRIGGER action_no_update BEFORE UPDATE ON action BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--
CREATE TRIGGER action_no_delete BEFORE DELETE ON action BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--
CREATE TRIGGER defect_no_update BEFORE UPDATE ON defect BEGIN SELECT RAISE(ABORT, 'list issues are append-only'); END;
--
CREATE TRIGGER defect_no_delete BEFORE DELETE ON defect BEGIN SELECT RAISE(ABORT, 'list issues are append-only'); END;
--
CREATE TRIGGER note_no_update BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
--
CREATE TRIGGER note_no_delete BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
--
CREATE TRIGGER touch_sum_add AFTER INSERT ON touch BEGIN
  INSERT INTO touch_sum(month, member_id, list_id, channel, direction, outcome, n)
  VALUES(NEW.day / 100, NEW.member_id, NEW.list_id, NEW.channel, NEW.direction, NEW.outcome, NEW.sign)
  ON CONFLICT(month, member_id, list_id, channel, direction, outcome) DO UPDATE SET n = touch_sum.n + NEW.sign;
END;
--
CREATE TRIGGER defect_sum_add AFTER INSERT ON defect BEGIN
  INSERT INTO defect_sum(list_id, code, n) VALUES(NEW.list_id, NEW.code, NEW.sign)
  ON CONFLICT(list_id, code) DO UPDATE SET n = defect_sum.n + NEW.sign;
END;
--
CREATE TRIGGER lead_sum_add AFTER INSERT ON lead BEGIN
  INSERT INTO lead_sum(owner_id, list_id, status, n) VALUES(NEW.owner_id, NEW.list_id, NEW.status, 1)
  ON CONFLICT(owner_id, list_id, status) DO UPDATE SET n = lead_sum.n + 1;
  INSERT INTO lead_month(month, list_id, n)
  VALUES(CAST(strftime('%Y%m', NEW.created_at / 1000, 'unixepoch') AS INTEGER), NEW.list_id, 1)
  ON CONFLICT(month, list_id) DO UPDATE SET n = lead_month.n + 1;
END;
--
CREATE TRIGGER lead_sum_take AFTER DELETE ON lead BEGIN
  UPDATE lead_sum SET n = n - 1 WHERE owner_id = OLD.owner_id AND list_id = OLD.list_id AND status = OLD.status;
  UPDATE lead_month SET n = n - 1
  WHERE month = CAST(strftime('%Y%m', OLD.created_at / 1000, 'unixepoch') AS INTEGER) AND list_id = OLD.list_id;
END;
--
CREATE TRIGGER lead_sum_move AFTER UPDATE OF owner_id, list_id, status ON lead
WHEN OLD.owner_id <> NEW.owner_id OR OLD.list_id <> NEW.list_id OR OLD.status <> NEW.status BEGIN
  UPDATE lead_sum SET n = n - 1 WHERE owner_id = OLD.owner_id AND list_id = OLD.list_id AND status = OLD.status;
  INSERT INTO lead_sum(owner_id, list_id, status, n) VALUES(NEW.owner_id, NEW.list_id, NEW.status, 1)
  ON CONFLICT(owner_id, list_id, status) DO UPDATE SET n = lead_sum.n + 1;
END;
--
CREATE TRIGGER due_sum_add AFTER INSERT ON enrolment WHEN NEW.served = 1 BEGIN
  INSERT INTO due_sum(owner_id, class, due_day, channel, n) VALUES(NEW.owner_id, NEW.class, NEW.due_day, NEW.channel, 1)
  ON CONFLICT(owner_id, class, due_day, channel) DO UPDATE SET n = due_sum.n + 1;
END;
--
CREATE TRIGGER due_sum_take AFTER DELETE ON enrolment WHEN OLD.served = 1 BEGIN
  UPDATE due_sum SET n = n - 1 WHERE owner_id = OLD.owner_id AND class = OLD.class AND due_day = OLD.due_day AND channel = OLD.channel;
END;
--
CREATE TRIGGER due_sum_move AFTER UPDATE OF served, owner_id, class, due_day, channel ON enrolment
WHEN OLD.served <> NEW.served OR OLD.owner_id <> NEW.owner_id OR OLD.class <> NEW.class OR OLD.due_day <> NEW.due_day OR OLD.channel <> NEW.channel BEGIN
  UPDATE due_sum SET n = n - 1
  WHERE OLD.served = 1 AND owner_id = OLD.owner_id AND class = OLD.class AND due_day = OLD.due_day AND channel = OLD.channel;
  INSERT INTO due_sum(owner_id, class, due_day, channel, n)
  SELECT NEW.owner_id, NEW.class, NEW.due_day, NEW.channel, 1 WHERE NEW.served = 1
  ON CONFLICT(owner_id, class, due_day, channel) DO UPDATE SET n = due_sum.n + 1;
END;
--
CREATE VIRTUAL TABLE lead_fts USING fts5(body, content='lead_text', content_rowid='id', prefix='2 3', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 2");
--
INSERT INTO lead_fts(lead_fts, rank) VALUES('secure-delete', 1);
--
CREATE TRIGGER lead_text_add AFTER INSERT ON lead_text BEGIN
  INSERT INTO lead_fts(rowid, body) VALUES(NEW.id, NEW.body);
END;
--
CREATE TRIGGER lead_text_take AFTER DELETE ON lead_text BEGIN
  INSERT INTO lead_fts(lead_fts, rowid, body) VALUES('delete', OLD.id, OLD.body);
END;
--
CREATE TRIGGER lead_text_move AFTER UPDATE ON lead_text BEGIN
  INSERT INTO lead_fts(lead_fts, rowid, body) VALUES('delete', OLD.id, OLD.body);
  INSERT INTO lead_fts(rowid, body) VALUES(NEW.id, NEW.body);
END;
