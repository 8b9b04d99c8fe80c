-- What has been handled. republish_id is empty for an event's first publication. handled_at is UTC.
CREATE TABLE IF NOT EXISTS inbox (
  subscriber   VARCHAR(50) NOT NULL,
  event_id     VARCHAR(60) NOT NULL,
  republish_id VARCHAR(60) NOT NULL,
  handled_at   DATETIME(6) NOT NULL,
  PRIMARY KEY (subscriber, event_id, republish_id),
  KEY inbox_age (handled_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
