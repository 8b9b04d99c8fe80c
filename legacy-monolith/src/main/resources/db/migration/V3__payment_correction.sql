-- The nightly correction batch. It writes payments by itself, past the application.

DELIMITER //

CREATE PROCEDURE sp_pay_correct(IN p_limit INT)
BEGIN
  DECLARE v_updated  INT DEFAULT 0;
  DECLARE v_inserted INT DEFAULT 0;
  DECLARE v_now      DATETIME DEFAULT NOW();
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  START TRANSACTION;

  UPDATE payments
     SET pay_mthd = 'CD', memo = CONCAT('결제수단 보정 🔧 ', DATE_FORMAT(v_now, '%Y-%m-%d')), upd_dt = v_now
   WHERE pay_mthd IS NULL
   ORDER BY pay_no
   LIMIT p_limit;
  SET v_updated = ROW_COUNT();

  INSERT INTO payments (mem_no, pay_amt, pay_stat, pay_mthd, idem_key, memo, reg_dt, upd_dt)
  SELECT MAX(mem_no), 0, 'A', 'CA', CONCAT('CORR-', UUID()), '정산 보정', v_now, v_now
    FROM members
  HAVING MAX(mem_no) IS NOT NULL;
  SET v_inserted = ROW_COUNT();

  COMMIT;

  SELECT v_updated AS updated, v_inserted AS inserted;
END//

DELIMITER ;
