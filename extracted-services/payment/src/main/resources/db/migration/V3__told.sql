-- Which facts of a payment have been told; nobody synchronises this. Version 1 is APPROVED or DECLINED, 2 is CANCELLED.
CREATE TABLE payment_told (
  payment_id BIGINT NOT NULL,
  version    INT    NOT NULL,
  PRIMARY KEY (payment_id, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
