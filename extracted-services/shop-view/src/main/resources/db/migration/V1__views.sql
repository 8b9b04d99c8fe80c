-- What is kept of others' rows, under their names: id, version, time and tombstone of each, and the columns that a page shows.
CREATE TABLE shop (
  id                 BIGINT       NOT NULL,
  version            BIGINT       NOT NULL,
  updated_at         DATETIME(6)  NOT NULL,
  deleted            BOOLEAN      NOT NULL,
  owner_id           BIGINT       NULL,
  name               VARCHAR(100) NULL,
  category_code      VARCHAR(2)   NULL,
  opening            VARCHAR(16)  NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE owner (
  id              BIGINT      NOT NULL,
  version         BIGINT      NOT NULL,
  updated_at      DATETIME(6) NOT NULL,
  deleted         BOOLEAN     NOT NULL,
  name            VARCHAR(50) NULL,
  business_number VARCHAR(12) NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE menu (
  id           BIGINT         NOT NULL,
  version      BIGINT         NOT NULL,
  updated_at   DATETIME(6)    NOT NULL,
  deleted      BOOLEAN        NOT NULL,
  shop_id      BIGINT         NULL,
  name         VARCHAR(100)   NULL,
  price        DECIMAL(19, 2) NULL,
  availability VARCHAR(16)    NULL,
  PRIMARY KEY (id),
  KEY menu_shop (shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE ad (
  id         BIGINT         NOT NULL,
  version    BIGINT         NOT NULL,
  updated_at DATETIME(6)    NOT NULL,
  deleted    BOOLEAN        NOT NULL,
  shop_id    BIGINT         NULL,
  type       VARCHAR(16)    NULL,
  bid        DECIMAL(19, 2) NULL,
  starts_at  DATETIME       NULL,
  ends_at    DATETIME       NULL,
  PRIMARY KEY (id),
  KEY ad_shop (shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
