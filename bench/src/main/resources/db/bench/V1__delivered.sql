CREATE TABLE delivered (
  order_id VARCHAR(120) NOT NULL PRIMARY KEY,
  version  BIGINT       NOT NULL,
  amount   BIGINT       NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
