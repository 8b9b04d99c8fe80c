-- The rows map one to one to the monolith's owners (see README.md), so both sides keep whole seconds, and nullable columns where old
-- rows have gaps. version is ours: it rises with every write of this service; a row that a synchroniser brings leaves it alone.
CREATE TABLE owner (
  id              BIGINT      NOT NULL AUTO_INCREMENT,
  name            VARCHAR(50) NULL,
  phone           VARCHAR(20) NULL,
  business_number VARCHAR(12) NULL,
  created_at      DATETIME    NULL,
  updated_at      DATETIME    NULL,
  version         BIGINT      NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  KEY owner_updated (updated_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
