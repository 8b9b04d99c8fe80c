-- device and order_relay map one to one to the monolith's relay_devices and order_relays (see README.md), so both sides
-- keep whole seconds, the same unique keys, and nullable columns where old rows have gaps.
CREATE TABLE device (
  id         BIGINT       NOT NULL AUTO_INCREMENT,
  shop_id    BIGINT       NULL,
  type       VARCHAR(8)   NULL,
  url        VARCHAR(200) NULL,
  priority   TINYINT      NULL,
  state      VARCHAR(8)   NULL,
  created_at DATETIME     NULL,
  updated_at DATETIME     NULL,
  PRIMARY KEY (id),
  KEY device_shop (shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_relay (
  id              BIGINT      NOT NULL AUTO_INCREMENT,
  order_id        BIGINT      NULL,
  shop_id         BIGINT      NULL,
  device_id       BIGINT      NULL,
  status          VARCHAR(8)  NULL,
  try_count       INT         NULL,
  idempotency_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  created_at      DATETIME    NULL,
  updated_at      DATETIME    NULL,
  PRIMARY KEY (id),
  UNIQUE KEY order_relay_order (shop_id, order_id),
  UNIQUE KEY order_relay_key (shop_id, idempotency_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What this service has still to do for an order; its own business, of no concern to the monolith. Times are UTC.
CREATE TABLE delivery (
  shop_id        BIGINT      NOT NULL,
  order_id       BIGINT      NOT NULL,
  contents       MEDIUMTEXT  NULL,
  step           VARCHAR(8)  NOT NULL,
  tries          INT         NOT NULL,
  round          INT         NOT NULL,
  last_device_id BIGINT      NULL,
  sent_device_id BIGINT      NULL,
  version        BIGINT      NOT NULL,
  opened_at      DATETIME(3) NOT NULL,
  due_at         DATETIME(3) NULL,
  PRIMARY KEY (shop_id, order_id),
  KEY delivery_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
