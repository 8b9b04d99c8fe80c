-- review maps one to one to the monolith's reviews (see README.md), so both sides keep whole seconds, the same unique keys, and
-- nullable columns where old rows have gaps. A row that a synchroniser brings leaves version alone, which is ours.
CREATE TABLE review (
  id              BIGINT        NOT NULL AUTO_INCREMENT,
  member_id       BIGINT        NULL,
  shop_id         BIGINT        NULL,
  order_id        BIGINT        NULL,
  star            TINYINT       NULL,
  body            VARCHAR(1000) NULL,
  owner_reply     VARCHAR(1000) NULL,
  visibility      VARCHAR(8)    NULL,
  idempotency_key VARCHAR(80)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  created_at      DATETIME      NULL,
  updated_at      DATETIME      NULL,
  -- ours
  version         BIGINT        NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY review_member_key (member_id, idempotency_key),
  KEY review_shop (shop_id, created_at),
  KEY review_order (order_id),
  KEY review_changed (updated_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Delivered orders, as orders have told, or answered when asked. Nobody synchronises it. Its row is locked while a review of
-- the order is written, so that there is one.
CREATE TABLE reviewable_order (
  order_id  BIGINT NOT NULL,
  member_id BIGINT NOT NULL,
  shop_id   BIGINT NULL,
  PRIMARY KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
