-- What shop-list, menu and ad tell of theirs: rows by version, tombstones too; see README.md.
CREATE TABLE shop_view (
  id                 VARCHAR(40)   NOT NULL,
  version            BIGINT        NOT NULL,
  updated_at         DATETIME(6)   NOT NULL,
  deleted            BOOLEAN       NOT NULL,
  name               VARCHAR(100)  NULL,
  category_code      VARCHAR(2)    NULL,
  category_name      VARCHAR(50)   NULL,
  opening            VARCHAR(8)    NULL,
  location_latitude  DECIMAL(9, 6) NULL,
  location_longitude DECIMAL(9, 6) NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE menu_view (
  id           VARCHAR(40)  NOT NULL,
  version      BIGINT       NOT NULL,
  updated_at   DATETIME(6)  NOT NULL,
  deleted      BOOLEAN      NOT NULL,
  shop_id      BIGINT       NULL,
  name         VARCHAR(100) NULL,
  availability VARCHAR(16)  NULL,
  PRIMARY KEY (id),
  KEY menu_view_shop (shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE ad_view (
  id         VARCHAR(40) NOT NULL,
  version    BIGINT      NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  deleted    BOOLEAN     NOT NULL,
  shop_id    BIGINT      NULL,
  type       VARCHAR(16) NULL,
  bid        BIGINT      NULL,
  starts_at  DATETIME    NULL,
  ends_at    DATETIME    NULL,
  keywords   TEXT        NULL,
  PRIMARY KEY (id),
  KEY ad_view_shop (shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What the documents of each index are made of: FEED or VIEWS.
ALTER TABLE index_state
  ADD COLUMN live_of     VARCHAR(8) NOT NULL DEFAULT 'FEED',
  ADD COLUMN building_of VARCHAR(8) NOT NULL DEFAULT 'FEED';
