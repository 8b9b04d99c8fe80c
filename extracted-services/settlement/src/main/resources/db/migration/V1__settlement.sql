-- What the feed has told. A row is written once and stays as it was first told.
CREATE TABLE delivered_order (
  order_id BIGINT NOT NULL,
  shop_id  BIGINT NOT NULL,
  amount   BIGINT NOT NULL,
  day      DATE   NOT NULL,
  PRIMARY KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE refunded_payment (
  payment_id BIGINT NOT NULL,
  order_id   BIGINT NOT NULL,
  amount     BIGINT NOT NULL,
  day        DATE   NOT NULL,
  PRIMARY KEY (payment_id),
  KEY refunded_payment_order (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What happened on a shop's account, in won. The document is the order of a sale, the payment of a refund. Booked on
-- its own day, or on the next open one when that was closed already.
CREATE TABLE fact (
  kind        ENUM ('SALE', 'REFUND') NOT NULL,
  document_id BIGINT                  NOT NULL,
  order_id    BIGINT                  NOT NULL,
  shop_id     BIGINT                  NOT NULL,
  amount      BIGINT                  NOT NULL,
  day         DATE                    NOT NULL,
  booked_day  DATE                    NOT NULL,
  PRIMARY KEY (kind, document_id),
  KEY fact_booked (booked_day, shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Double entry: the lines of one entry (kind and reference) add up to zero. Debits are positive, credits negative.
CREATE TABLE ledger_line (
  kind      ENUM ('SALE', 'REFUND', 'FEE')                          NOT NULL,
  reference VARCHAR(40)                                             NOT NULL,
  account   ENUM ('SALES_CLEARING', 'SHOP_PAYABLE', 'FEE_INCOME')   NOT NULL,
  shop_id   BIGINT                                                  NULL,
  amount    BIGINT                                                  NOT NULL,
  day       DATE                                                    NOT NULL,
  PRIMARY KEY (kind, reference, account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE settlement_day (
  day       DATE                      NOT NULL,
  status    ENUM ('CLOSING', 'CLOSED') NOT NULL,
  begun_at  DATETIME                  NOT NULL,
  closed_at DATETIME                  NULL,
  PRIMARY KEY (day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE shop_settlement (
  day     DATE                     NOT NULL,
  shop_id BIGINT                   NOT NULL,
  status  ENUM ('OPEN', 'SETTLED') NOT NULL,
  orders  INT                      NOT NULL DEFAULT 0,
  sales   BIGINT                   NOT NULL DEFAULT 0,
  refunds BIGINT                   NOT NULL DEFAULT 0,
  fee     BIGINT                   NOT NULL DEFAULT 0,
  payout  BIGINT                   NOT NULL DEFAULT 0,
  PRIMARY KEY (day, shop_id),
  KEY shop_settlement_shop (shop_id, day)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- One row: whoever books a fact or begins to close a day holds it, so that no fact slips into a day being closed.
CREATE TABLE booking_gate (
  id TINYINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

INSERT INTO booking_gate (id) VALUES (1);
