-- Orders go to the shop's devices: the owner's app, a PC, a terminal.

CREATE TABLE relay_devices (
  dev_no  BIGINT       NOT NULL AUTO_INCREMENT,
  shop_no BIGINT       NULL,
  dev_typ CHAR(1)      NULL COMMENT 'P push app, C PC, T terminal',
  dev_url VARCHAR(200) NULL COMMENT 'where it takes orders: an address, or a path under the devices'' common one',
  prio    TINYINT      NULL COMMENT 'the lowest is tried first',
  use_yn  CHAR(1)      NULL,
  reg_dt  DATETIME     NULL,
  upd_dt  DATETIME     NULL,
  PRIMARY KEY (dev_no),
  KEY ix_devices_shop (shop_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='주문 전달 단말';

CREATE TABLE order_relays (
  rel_no   BIGINT      NOT NULL AUTO_INCREMENT,
  ord_no   BIGINT      NULL,
  shop_no  BIGINT      NULL,
  dev_no   BIGINT      NULL COMMENT 'the device that has it; once accepted, the one that accepted',
  rel_stat CHAR(1)     NULL COMMENT 'W waiting, S sent, A accepted, F failed',
  try_cnt  INT         NULL,
  idem_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  reg_dt   DATETIME    NULL,
  upd_dt   DATETIME    NULL,
  PRIMARY KEY (rel_no),
  UNIQUE KEY uk_relays_order (shop_no, ord_no),
  UNIQUE KEY uk_relays_idem (shop_no, idem_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='주문 전달';
