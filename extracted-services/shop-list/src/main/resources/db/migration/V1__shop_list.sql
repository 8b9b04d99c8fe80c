-- The rows map one to one to the monolith's shop_categories and shops (see README.md), so both sides keep whole seconds
-- and nullable columns where old rows have gaps. Old shops have category codes that no category has: no foreign key.
CREATE TABLE category (
  code       CHAR(2)     NOT NULL,
  name       VARCHAR(50) NULL,
  position   INT         NULL,
  created_at DATETIME    NULL,
  updated_at DATETIME    NULL,
  PRIMARY KEY (code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE shop (
  id                 BIGINT        NOT NULL AUTO_INCREMENT,
  owner_id           BIGINT        NULL,
  name               VARCHAR(100)  NULL,
  category_code      CHAR(2)       NULL,
  opening            VARCHAR(8)    NULL,
  location_latitude  DECIMAL(9, 6) NULL,
  location_longitude DECIMAL(9, 6) NULL,
  created_at         DATETIME      NULL,
  updated_at         DATETIME      NULL,
  PRIMARY KEY (id),
  KEY shop_category (category_code)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
