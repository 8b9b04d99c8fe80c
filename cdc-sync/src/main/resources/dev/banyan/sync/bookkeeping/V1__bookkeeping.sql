-- Kept in both databases of a phase: each is the target of one stream and the source of the other.

-- One row per stream into this database. Updated first in each of its transactions, it is the marker as well.
CREATE TABLE banyan_position (
  stream_name    VARCHAR(64)  NOT NULL PRIMARY KEY,
  epoch          BIGINT       NOT NULL,
  counter        BIGINT       NOT NULL,
  position       LONGTEXT     NULL,
  split          INT          NOT NULL,
  pending_shift  BIGINT       NOT NULL DEFAULT 0,
  pending_from   INT          NOT NULL DEFAULT 0,
  pending_to     INT          NOT NULL DEFAULT 0,
  snapshot_state VARCHAR(10)  NOT NULL,
  applied_rows   BIGINT       NOT NULL DEFAULT 0,
  wrong_ids      BIGINT       NOT NULL DEFAULT 0,
  updated_at     TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
) CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS banyan_fence (
  id         VARCHAR(120) NOT NULL PRIMARY KEY,
  shift_id   BIGINT       NOT NULL,
  phase      VARCHAR(40)  NOT NULL,
  origin     VARCHAR(10)  NOT NULL,
  written_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
) CHARACTER SET utf8mb4;

-- One row per stream out of this database; at_millis is this server's clock.
CREATE TABLE banyan_heartbeat (
  stream_name VARCHAR(64) NOT NULL PRIMARY KEY,
  counter     BIGINT      NOT NULL,
  at_millis   BIGINT      NOT NULL
) CHARACTER SET utf8mb4;

-- Images are rows of the source, as JSON.
CREATE TABLE banyan_quarantine (
  id            BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  stream_name   VARCHAR(64)   NOT NULL,
  table_name    VARCHAR(64)   NOT NULL,
  row_key       VARCHAR(500)  NOT NULL,
  cohort_key    VARCHAR(200)  NULL,
  operation     VARCHAR(10)   NOT NULL,
  before_image  LONGTEXT      NULL,
  after_image   LONGTEXT      NULL,
  source_millis BIGINT        NOT NULL,
  error         VARCHAR(2000) NOT NULL,
  tries         INT           NOT NULL DEFAULT 0,
  at            TIMESTAMP(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY (stream_name, id)
) CHARACTER SET utf8mb4;

-- Images are rows of this database, as JSON; source_time is UTC.
CREATE TABLE banyan_conflict (
  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  stream_name  VARCHAR(64)  NOT NULL,
  kind         VARCHAR(10)  NOT NULL,
  table_name   VARCHAR(64)  NOT NULL,
  row_key      VARCHAR(500) NOT NULL,
  cohort_key   VARCHAR(200) NULL,
  operation    VARCHAR(10)  NOT NULL,
  source_time  DATETIME(3)  NOT NULL,
  before_image LONGTEXT     NULL,
  after_image  LONGTEXT     NULL,
  found_image  LONGTEXT     NULL,
  applied      BOOLEAN      NOT NULL,
  send_back    VARCHAR(10)  NOT NULL,
  send_key     LONGTEXT     NULL,
  recorded_at  TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY (stream_name, send_back)
) CHARACTER SET utf8mb4;

CREATE TABLE banyan_schema_history (
  id          BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  stream_name VARCHAR(64) NOT NULL,
  record      LONGTEXT    NOT NULL,
  KEY (stream_name, id)
) CHARACTER SET utf8mb4;
