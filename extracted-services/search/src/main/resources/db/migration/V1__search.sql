-- What the feed has told, as far as search needs it. Rows come in any order: nothing refers by foreign key.
CREATE TABLE shop (
  id       BIGINT        NOT NULL,
  name     VARCHAR(100)  NULL,
  category VARCHAR(2)    NULL,
  is_open  BOOLEAN       NOT NULL,
  lat      DECIMAL(9, 6) NULL,
  lng      DECIMAL(9, 6) NULL,
  PRIMARY KEY (id),
  KEY shop_category (category)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE category (
  code VARCHAR(2)  NOT NULL,
  name VARCHAR(50) NULL,
  PRIMARY KEY (code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE menu (
  id      BIGINT       NOT NULL,
  shop_id BIGINT       NULL,
  name    VARCHAR(100) NULL,
  on_sale BOOLEAN      NOT NULL,
  PRIMARY KEY (id),
  KEY menu_shop (shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE ad (
  id        BIGINT      NOT NULL,
  shop_id   BIGINT      NULL,
  type      VARCHAR(16) NULL,
  bid       BIGINT      NOT NULL,
  starts_at DATETIME    NULL,
  ends_at   DATETIME    NULL,
  running   BOOLEAN     NOT NULL,
  PRIMARY KEY (id),
  KEY ad_shop (shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE ad_keyword (
  id      BIGINT      NOT NULL,
  ad_id   BIGINT      NULL,
  keyword VARCHAR(50) NULL,
  PRIMARY KEY (id),
  KEY ad_keyword_ad (ad_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Raised in the transaction that changes anything of the shop; the index keeps it as the document's version. A shop that
-- is gone keeps its row, so that its document is deleted and stays so. Dirty: not yet in the index as it is.
CREATE TABLE shop_version (
  shop_id BIGINT  NOT NULL,
  version BIGINT  NOT NULL,
  dirty   BOOLEAN NOT NULL,
  PRIMARY KEY (shop_id),
  KEY shop_version_dirty (dirty, shop_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- One row: the index that is searched, and the one being built. Whoever writes to the indexes holds it.
CREATE TABLE index_state (
  id         TINYINT     NOT NULL,
  generation INT         NOT NULL,
  live       VARCHAR(64) NULL,
  building   VARCHAR(64) NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

INSERT INTO index_state (id, generation) VALUES (1, 0);
