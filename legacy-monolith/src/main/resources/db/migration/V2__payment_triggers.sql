-- orders.paid_amt = what is approved for the order. Each trigger adds the difference between the row's old and new
-- images, so it is right for every writer of payments, in any order, however many rows a transaction has.
-- Rows that change nothing approved leave orders alone: no lock, no dead lock with checkouts.

DELIMITER //

CREATE TRIGGER tr_payments_ins AFTER INSERT ON payments FOR EACH ROW
BEGIN
  IF NEW.pay_stat = 'A' AND NEW.pay_amt <> 0 THEN
    UPDATE orders SET paid_amt = COALESCE(paid_amt, 0) + NEW.pay_amt WHERE ord_no = NEW.ord_no;
  END IF;
END//

CREATE TRIGGER tr_payments_upd AFTER UPDATE ON payments FOR EACH ROW
BEGIN
  DECLARE v_old INT DEFAULT IF(OLD.pay_stat = 'A', COALESCE(OLD.pay_amt, 0), 0);
  DECLARE v_new INT DEFAULT IF(NEW.pay_stat = 'A', COALESCE(NEW.pay_amt, 0), 0);
  IF OLD.ord_no <=> NEW.ord_no THEN
    IF v_new <> v_old THEN
      UPDATE orders SET paid_amt = COALESCE(paid_amt, 0) + v_new - v_old WHERE ord_no = NEW.ord_no;
    END IF;
  ELSE
    UPDATE orders SET paid_amt = COALESCE(paid_amt, 0) - v_old WHERE ord_no = OLD.ord_no AND v_old <> 0;
    UPDATE orders SET paid_amt = COALESCE(paid_amt, 0) + v_new WHERE ord_no = NEW.ord_no AND v_new <> 0;
  END IF;
END//

CREATE TRIGGER tr_payments_del AFTER DELETE ON payments FOR EACH ROW
BEGIN
  IF OLD.pay_stat = 'A' AND OLD.pay_amt <> 0 THEN
    UPDATE orders SET paid_amt = COALESCE(paid_amt, 0) - OLD.pay_amt WHERE ord_no = OLD.ord_no;
  END IF;
END//

DELIMITER ;
