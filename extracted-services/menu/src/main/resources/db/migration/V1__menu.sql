-- The rows map one to one to the monolith's menus and menu_options (see README.md), so both sides keep whole seconds,
-- the same unique keys, and nullable columns where old rows have gaps.
CREATE TABLE menu (
  id              BIGINT         NOT NULL AUTO_INCREMENT,
  shop_id         BIGINT         NULL,
  name            VARCHAR(100)   NULL,
  former_name     VARCHAR(100)   NULL,
  renamed_at      DATETIME       NULL,
  price           DECIMAL(19, 2) NULL,
  currency        CHAR(3)        NOT NULL,
  availability    VARCHAR(16)    NULL,
  idempotency_key VARCHAR(80)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  created_at      DATETIME       NULL,
  updated_at      DATETIME       NULL,
  PRIMARY KEY (id),
  UNIQUE KEY menu_shop_key (shop_id, idempotency_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE menu_option (
  id           BIGINT         NOT NULL AUTO_INCREMENT,
  menu_id      BIGINT         NULL,
  shop_id      BIGINT         NULL,
  name         VARCHAR(100)   NULL,
  extra_price  DECIMAL(19, 2) NULL,
  currency     CHAR(3)        NOT NULL,
  availability VARCHAR(16)    NULL,
  created_at   DATETIME       NULL,
  updated_at   DATETIME       NULL,
  PRIMARY KEY (id),
  KEY menu_option_shop (shop_id),
  CONSTRAINT menu_option_menu FOREIGN KEY (menu_id) REFERENCES menu (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
