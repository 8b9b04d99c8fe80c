-- Ids that a full import under way has met; what it has not met is swept from the view at its end.
CREATE TABLE IF NOT EXISTS import_seen (
  run        CHAR(36)     NOT NULL,
  id         VARCHAR(120) NOT NULL,
  started_at DATETIME     NOT NULL,
  PRIMARY KEY (run, id),
  KEY import_seen_age (started_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
