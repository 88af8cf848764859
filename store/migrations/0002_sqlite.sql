-- A lead that became part of another is counted with that one only.
DROP TRIGGER lead_sum_add;
--
DROP TRIGGER lead_sum_take;
--
DROP TRIGGER lead_sum_move;
--
CREATE TRIGGER lead_sum_add AFTER INSERT ON lead BEGIN
  INSERT INTO lead_sum(owner_id, list_id, status, n) VALUES(NEW.owner_id, NEW.list_id, NEW.status, NEW.merged_into = 0)
  ON CONFLICT(owner_id, list_id, status) DO UPDATE SET n = lead_sum.n + excluded.n;
  INSERT INTO lead_month(month, list_id, n)
  VALUES(CAST(strftime('%Y%m', NEW.created_at / 1000, 'unixepoch') AS INTEGER), NEW.list_id, 1)
  ON CONFLICT(month, list_id) DO UPDATE SET n = lead_month.n + 1;
END;
--
CREATE TRIGGER lead_sum_take AFTER DELETE ON lead BEGIN
  UPDATE lead_sum SET n = n - (OLD.merged_into = 0) WHERE owner_id = OLD.owner_id AND list_id = OLD.list_id AND status = OLD.status;
  UPDATE lead_month SET n = n - 1
  WHERE month = CAST(strftime('%Y%m', OLD.created_at / 1000, 'unixepoch') AS INTEGER) AND list_id = OLD.list_id;
END;
--
CREATE TRIGGER lead_sum_move AFTER UPDATE OF owner_id, list_id, status, merged_into ON lead
WHEN OLD.owner_id <> NEW.owner_id OR OLD.list_id <> NEW.list_id OR OLD.status <> NEW.status OR OLD.merged_into <> NEW.merged_into BEGIN
  UPDATE lead_sum SET n = n - (OLD.merged_into = 0) WHERE owner_id = OLD.owner_id AND list_id = OLD.list_id AND status = OLD.status;
  INSERT INTO lead_sum(owner_id, list_id, status, n) VALUES(NEW.owner_id, NEW.list_id, NEW.status, NEW.merged_into = 0)
  ON CONFLICT(owner_id, list_id, status) DO UPDATE SET n = lead_sum.n + excluded.n;
END;
