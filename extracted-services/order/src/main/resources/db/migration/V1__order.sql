-- customer_order and order_line map one to one to the monolith's orders and order_items (see README.md), so both sides keep
-- whole seconds, the same unique keys, and nullable columns where old rows have gaps. Status and cancel_kind have the
-- monolith's coarse words; the columns behind "ours" tell more, and a row that a synchroniser brings leaves them alone.
CREATE TABLE customer_order (
  id              BIGINT         NOT NULL AUTO_INCREMENT,
  member_id       BIGINT         NULL,
  shop_id         BIGINT         NULL,
  status          VARCHAR(16)    NULL,
  cancel_kind     VARCHAR(16)    NULL,
  total_amount    DECIMAL(19, 2) NULL,
  currency        CHAR(3)        NOT NULL,
  payment_id      BIGINT         NULL,
  idempotency_key VARCHAR(80)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  note            VARCHAR(200)   NULL,
  placed_at       DATETIME       NULL,
  updated_at      DATETIME       NULL,
  -- ours
  version         BIGINT         NOT NULL DEFAULT 1,
  relayed_at      DATETIME       NULL,
  dispatched_at   DATETIME       NULL,
  cancel_reason   VARCHAR(24)    NULL,
  PRIMARY KEY (id),
  UNIQUE KEY customer_order_key (member_id, idempotency_key),
  KEY customer_order_member (member_id, placed_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_line (
  id         BIGINT         NOT NULL AUTO_INCREMENT,
  order_id   BIGINT         NULL,
  member_id  BIGINT         NULL,
  menu_id    BIGINT         NULL,
  menu_name  VARCHAR(100)   NULL,
  unit_price DECIMAL(19, 2) NULL,
  currency   CHAR(3)        NOT NULL,
  quantity   INT            NULL,
  PRIMARY KEY (id),
  CONSTRAINT order_line_order FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What this service alone knows of an order: how it is to be paid, and what payment and relay have said. Nobody
-- synchronises it, so that it is written whenever news come, whoever owns the order at that moment.
CREATE TABLE order_process (
  order_id      BIGINT         NOT NULL,
  member_id     BIGINT         NULL,
  method        VARCHAR(16)    NULL,
  payment_state VARCHAR(16)    NOT NULL,
  payment_id    BIGINT         NULL,
  paid_amount   DECIMAL(19, 2) NULL,
  relay_heard   BOOLEAN        NOT NULL DEFAULT FALSE,
  PRIMARY KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The durable timer. Times are UTC. look_at is when somebody looks next: the deadline itself, then the end of whoever's
-- claim, then the next try.
CREATE TABLE deadline (
  order_id  BIGINT      NOT NULL,
  kind      VARCHAR(16) NOT NULL,
  member_id BIGINT      NULL,
  due_at    DATETIME(3) NOT NULL,
  look_at   DATETIME(3) NOT NULL,
  tries     INT         NOT NULL,
  version   BIGINT      NOT NULL,
  PRIMARY KEY (order_id, kind),
  KEY deadline_look (look_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
