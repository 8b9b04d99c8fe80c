-- The rows map one to one to the monolith's members (see README.md), so both sides keep whole seconds, the same unique key, and nullable
-- columns where old rows have gaps.
CREATE TABLE member (
  id              BIGINT       NOT NULL AUTO_INCREMENT,
  name            VARCHAR(50)  NULL,
  email           VARCHAR(100) NULL,
  phone           VARCHAR(20)  NULL,
  address         VARCHAR(200) NULL,
  grade           VARCHAR(16)  NULL,
  idempotency_key VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  created_at      DATETIME     NULL,
  updated_at      DATETIME     NULL,
  PRIMARY KEY (id),
  UNIQUE KEY member_key (idempotency_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
