CREATE TABLE parcel (
  id         BIGINT       NOT NULL,
  city       VARCHAR(40)  NOT NULL,
  weight     DECIMAL(6,2) NOT NULL,
  secret     VARCHAR(40)  NOT NULL,
  version    BIGINT       NOT NULL,
  updated_at DATETIME(6)  NOT NULL,
  deleted    TINYINT(1)   NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY parcel_import (updated_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
