CREATE TABLE settlements (
  stl_no   BIGINT   NOT NULL AUTO_INCREMENT,
  shop_no  BIGINT   NULL,
  stl_dt   DATE     NULL,
  ord_cnt  INT      NULL COMMENT 'delivered orders of the day',
  sale_amt BIGINT   NULL COMMENT 'their total',
  rfnd_amt BIGINT   NULL COMMENT 'paid back on the day, of delivered orders of any day',
  fee_amt  BIGINT   NULL COMMENT '6.8 % of sales less refunds, rounded down, never below 0',
  pay_amt  BIGINT   NULL COMMENT 'sales less refunds less fee; below 0 where more was paid back than sold',
  stl_stat CHAR(1)  NULL COMMENT 'C closed',
  reg_dt   DATETIME NULL,
  upd_dt   DATETIME NULL,
  PRIMARY KEY (stl_no),
  UNIQUE KEY uk_settlements_day (shop_no, stl_dt)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='정산';

-- For the batch below, and for whoever looks for the orders of the last minutes.
ALTER TABLE orders ADD KEY ix_orders_reg (reg_dt);

-- The nightly settlement of one day: one row per shop that sold or paid back. An order belongs to the day on which it
-- was placed, a refund to the day on which it was made. Running it again reckons the day anew.

DELIMITER //

CREATE PROCEDURE sp_settle(IN p_date DATE)
BEGIN
  DECLARE v_now DATETIME DEFAULT NOW();
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;

  -- What is only read here must not be locked: customers are ordering meanwhile.
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;

  INSERT INTO settlements
         (shop_no, stl_dt, ord_cnt, sale_amt, rfnd_amt, fee_amt, pay_amt, stl_stat, reg_dt, upd_dt)
  SELECT d.shop_no, p_date, d.ord_cnt, d.sale_amt, d.rfnd_amt, d.fee_amt,
         d.sale_amt - d.rfnd_amt - d.fee_amt, 'C', v_now, v_now
    FROM (SELECT m.shop_no,
                 SUM(m.ord_cnt) AS ord_cnt,
                 SUM(m.sale_amt) AS sale_amt,
                 SUM(m.rfnd_amt) AS rfnd_amt,
                 GREATEST(SUM(m.sale_amt) - SUM(m.rfnd_amt), 0) * 68 DIV 1000 AS fee_amt
            FROM (SELECT o.shop_no, 1 AS ord_cnt, o.tot_amt AS sale_amt, 0 AS rfnd_amt
                    FROM orders o
                   WHERE o.ord_stat = 'D'
                     AND o.reg_dt >= p_date AND o.reg_dt < p_date + INTERVAL 1 DAY
                     AND o.shop_no IS NOT NULL
                   UNION ALL
                  SELECT o.shop_no, 0, 0, p.pay_amt
                    FROM payments p
                    JOIN orders o ON o.ord_no = p.ord_no
                   WHERE p.pay_stat = 'C'
                     AND p.rfnd_dt >= p_date AND p.rfnd_dt < p_date + INTERVAL 1 DAY
                     AND o.ord_stat = 'D'
                     AND o.shop_no IS NOT NULL) m
           GROUP BY m.shop_no) d
  ON DUPLICATE KEY UPDATE
         ord_cnt = VALUES(ord_cnt), sale_amt = VALUES(sale_amt), rfnd_amt = VALUES(rfnd_amt),
         fee_amt = VALUES(fee_amt), pay_amt = VALUES(pay_amt), upd_dt = v_now;

  COMMIT;

  SELECT COUNT(*) AS shops, COALESCE(SUM(ord_cnt), 0) AS orders, COALESCE(SUM(pay_amt), 0) AS payout
    FROM settlements
   WHERE stl_dt = p_date;
END//

DELIMITER ;
