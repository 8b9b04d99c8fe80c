CREATE TABLE members (mem_no BIGINT AUTO_INCREMENT PRIMARY KEY, ord_cnt INT NOT NULL DEFAULT 0, note_cnt INT NOT NULL DEFAULT 0)

CREATE TABLE orders (ord_no BIGINT AUTO_INCREMENT PRIMARY KEY, token VARCHAR(40) NOT NULL, mem_no BIGINT NOT NULL,
  paid_amt INT NOT NULL DEFAULT 0, reg_dt TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), KEY (token))

CREATE TABLE order_lines (line_no BIGINT AUTO_INCREMENT PRIMARY KEY, ord_no BIGINT NOT NULL, amt INT NOT NULL,
  FOREIGN KEY (ord_no) REFERENCES orders (ord_no))

CREATE TABLE payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, token VARCHAR(40) NOT NULL, ord_no BIGINT NOT NULL,
  pay_amt INT NOT NULL)

CREATE TABLE pay_log (log_no BIGINT AUTO_INCREMENT PRIMARY KEY, pay_no BIGINT NOT NULL)

CREATE TABLE notes (note_no BIGINT AUTO_INCREMENT PRIMARY KEY, token VARCHAR(40) NOT NULL, mem_no BIGINT NOT NULL)

CREATE VIEW found_orders AS SELECT o.token, SUM(l.amt) AS total FROM orders o JOIN order_lines l ON l.ord_no = o.ord_no
  GROUP BY o.token

CREATE FUNCTION member_of(token VARCHAR(40)) RETURNS BIGINT DETERMINISTIC NO SQL RETURN 1 + CRC32(token) % 5

CREATE TRIGGER tr_order AFTER INSERT ON orders FOR EACH ROW
  UPDATE members SET ord_cnt = ord_cnt + 1 WHERE mem_no = NEW.mem_no

CREATE TRIGGER tr_pay AFTER INSERT ON payments FOR EACH ROW
BEGIN
  UPDATE orders SET paid_amt = paid_amt + NEW.pay_amt WHERE ord_no = NEW.ord_no;
  INSERT INTO pay_log (pay_no) VALUES (NEW.pay_no);
END

CREATE PROCEDURE place_order(new_token VARCHAR(40))
BEGIN
  DECLARE new_no BIGINT;
  INSERT INTO orders (token, mem_no) VALUES (new_token, member_of(new_token));
  SET new_no = LAST_INSERT_ID();
  INSERT INTO order_lines (ord_no, amt) VALUES (new_no, 1);
  INSERT INTO order_lines (ord_no, amt) VALUES (new_no, 2);
END

CREATE PROCEDURE write_note(new_token VARCHAR(40))
BEGIN
  UPDATE members SET note_cnt = note_cnt + 1 WHERE mem_no = member_of(new_token);
  INSERT INTO notes (token, mem_no) VALUES (new_token, member_of(new_token));
END

INSERT INTO members (ord_cnt) VALUES (0), (0), (0), (0), (0)

INSERT INTO orders (token, mem_no) VALUES ('old-1', 1), ('old-2', 2), ('old-3', 3), ('old-4', 4), ('old-5', 5)

INSERT INTO order_lines (ord_no, amt) SELECT ord_no, 3 FROM orders
