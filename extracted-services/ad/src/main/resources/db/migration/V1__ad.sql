-- The rows map one to one to the monolith's ads and ad_keywords (see README.md), so both sides keep whole seconds, the same
-- unique keys, and nullable columns where old rows have gaps. version is ours: it rises with every write of this service; a
-- row that a synchroniser brings leaves it alone.
CREATE TABLE ad (
  id              BIGINT         NOT NULL AUTO_INCREMENT,
  shop_id         BIGINT         NULL,
  type            VARCHAR(16)    NULL,
  bid             DECIMAL(19, 2) NULL,
  currency        CHAR(3)        NOT NULL,
  starts_at       DATETIME       NULL,
  ends_at         DATETIME       NULL,
  status          VARCHAR(16)    NULL,
  idempotency_key VARCHAR(80)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  created_at      DATETIME       NULL,
  updated_at      DATETIME       NULL,
  version         BIGINT         NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY ad_shop_key (shop_id, idempotency_key),
  KEY ad_updated (updated_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE ad_keyword (
  id         BIGINT      NOT NULL AUTO_INCREMENT,
  ad_id      BIGINT      NULL,
  shop_id    BIGINT      NULL,
  keyword    VARCHAR(50) NULL,
  created_at DATETIME    NULL,
  PRIMARY KEY (id),
  CONSTRAINT ad_keyword_ad FOREIGN KEY (ad_id) REFERENCES ad (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
