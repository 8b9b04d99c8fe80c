-- How far each feed has been received. To have a first copy made anew:
--   UPDATE feed_position SET position = NULL, snapshot = 'NONE' WHERE phase = '...';
CREATE TABLE IF NOT EXISTS feed_position (
  phase      VARCHAR(64) NOT NULL,
  epoch      BIGINT      NOT NULL,
  position   TEXT        NULL,
  snapshot   VARCHAR(8)  NOT NULL,
  copy_epoch BIGINT      NOT NULL,
  PRIMARY KEY (phase)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
