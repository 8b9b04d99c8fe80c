CREATE TABLE shop (
  id                 BIGINT        NOT NULL,
  version            BIGINT        NOT NULL,
  updated_at         DATETIME(6)   NOT NULL,
  name               VARCHAR(100)  NULL,
  category_code      CHAR(2)       NULL,
  category_name      VARCHAR(50)   NULL,
  opening            VARCHAR(8)    NULL,
  location_latitude  DECIMAL(9, 6) NULL,
  location_longitude DECIMAL(9, 6) NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE menu (
  id           BIGINT       NOT NULL,
  version      BIGINT       NOT NULL,
  updated_at   DATETIME(6)  NOT NULL,
  shop_id      BIGINT       NULL,
  name         VARCHAR(100) NULL,
  availability VARCHAR(16)  NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE ad (
  id         BIGINT      NOT NULL,
  version    BIGINT      NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  shop_id    BIGINT      NULL,
  type       VARCHAR(16) NULL,
  bid        BIGINT      NULL,
  starts_at  DATETIME    NULL,
  ends_at    DATETIME    NULL,
  status     VARCHAR(16) NOT NULL,
  keywords   TEXT        NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
