-- The rows map one to one to the monolith's payments table (see README.md), so both sides keep whole seconds,
-- the same unique keys, and nullable columns where old rows have gaps.
CREATE TABLE payment (
  id                     BIGINT         NOT NULL AUTO_INCREMENT,
  member_id              BIGINT         NULL,
  order_id               BIGINT         NULL,
  amount                 DECIMAL(19, 2) NULL,
  currency               CHAR(3)        NOT NULL,
  status                 VARCHAR(16)    NOT NULL,
  method                 VARCHAR(16)    NULL,
  gateway_transaction_id VARCHAR(64)    NULL,
  idempotency_key        VARCHAR(80)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  refund_key             VARCHAR(80)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  refunded_at            DATETIME       NULL,
  created_at             DATETIME       NULL,
  updated_at             DATETIME       NULL,
  PRIMARY KEY (id),
  UNIQUE KEY payment_member_key (member_id, idempotency_key),
  UNIQUE KEY payment_member_refund_key (member_id, refund_key),
  KEY payment_order (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
