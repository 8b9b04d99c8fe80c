CREATE TABLE parcel_view (
  id         VARCHAR(40)  NOT NULL,
  version    BIGINT       NOT NULL,
  updated_at DATETIME(6)  NOT NULL,
  deleted    TINYINT(1)   NOT NULL,
  city       VARCHAR(40)  NULL,
  weight     DECIMAL(6,2) NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE delivery (
  id      BIGINT      NOT NULL AUTO_INCREMENT,
  parcel  VARCHAR(40) NOT NULL,
  version BIGINT      NOT NULL,
  fee     BIGINT      NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
