-- Phases that were cancelled and whose bookkeeping sync has yet to remove from their databases.
CREATE TABLE cancelled_phase (
  id           BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name         VARCHAR(40) NOT NULL,
  definition   LONGTEXT    NOT NULL,
  cancelled_at DATETIME(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3))
);
