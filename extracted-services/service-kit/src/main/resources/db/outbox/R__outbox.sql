-- What happened, in the transaction in which it happened. A synchroniser reads it from the binlog, where commits are in order; ids are not.
-- occurred_at is UTC.
CREATE TABLE IF NOT EXISTS outbox (
  id                 BIGINT       NOT NULL AUTO_INCREMENT,
  event_id           VARCHAR(60)  NOT NULL,
  type               VARCHAR(80)  NOT NULL,
  schema_version     INT          NOT NULL,
  aggregate_id       VARCHAR(120) NOT NULL,
  aggregate_version  BIGINT       NOT NULL,
  occurred_at        DATETIME(6)  NOT NULL,
  changed_attributes JSON         NOT NULL,
  attributes         JSON         NOT NULL,
  trace_id           VARCHAR(64)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY outbox_event (event_id),
  KEY outbox_time (occurred_at),
  KEY outbox_type (type, occurred_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
