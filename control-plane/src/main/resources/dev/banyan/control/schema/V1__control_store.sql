-- All times are UTC by this server's clock.

CREATE TABLE phase (
  name        VARCHAR(40)  NOT NULL PRIMARY KEY,
  state       VARCHAR(16)  NOT NULL,
  split       INT          NOT NULL DEFAULT 0,
  definition  LONGTEXT     NOT NULL,
  key_rule    VARCHAR(32)  NULL,
  started_by  VARCHAR(120) NOT NULL,
  started_at  DATETIME(3)  NOT NULL DEFAULT (UTC_TIMESTAMP(3)),
  changed_at  DATETIME(3)  NOT NULL DEFAULT (UTC_TIMESTAMP(3))
);

-- One row is the whole routing document; immutable. The unique parent makes storing a compare-and-set.
CREATE TABLE revision (
  number      BIGINT       NOT NULL PRIMARY KEY,
  parent      BIGINT       NOT NULL UNIQUE,
  hash        CHAR(64)     NOT NULL,
  document    LONGTEXT     NOT NULL,
  author      VARCHAR(120) NOT NULL,
  reason      VARCHAR(500) NOT NULL,
  shift_id    BIGINT       NULL,
  stored_at   DATETIME(3)  NOT NULL DEFAULT (UTC_TIMESTAMP(3))
);

-- The journal. running_key is the lock: one running shift per monolith database.
CREATE TABLE shift (
  id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  phase          VARCHAR(40)  NOT NULL,
  kind           VARCHAR(16)  NOT NULL,
  split_from     INT          NOT NULL,
  split_to       INT          NOT NULL,
  state          VARCHAR(16)  NOT NULL,
  token          CHAR(36)     NOT NULL,
  coordinator    VARCHAR(120) NOT NULL,
  accept_missing BOOLEAN      NOT NULL,
  revision       BIGINT       NOT NULL,
  running_key    VARCHAR(64)  NULL UNIQUE,
  deadline_at    DATETIME(3)  NOT NULL,
  began_at       DATETIME(3)  NOT NULL DEFAULT (UTC_TIMESTAMP(3)),
  held_at        DATETIME(3)  NULL,
  ended_at       DATETIME(3)  NULL,
  outcome        VARCHAR(1000) NULL
);

CREATE TABLE shift_event (
  id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  shift_id   BIGINT        NOT NULL,
  at         DATETIME(3)   NOT NULL DEFAULT (UTC_TIMESTAMP(3)),
  state      VARCHAR(16)   NOT NULL,
  actor      VARCHAR(120)  NOT NULL,
  detail     VARCHAR(2000) NOT NULL,
  KEY (shift_id)
);

-- A proxy's beat is its lease.
CREATE TABLE proxy (
  id               VARCHAR(60)  NOT NULL PRIMARY KEY,
  instance         CHAR(36)     NOT NULL,
  admin            VARCHAR(200) NOT NULL,
  traffic          VARCHAR(200) NOT NULL,
  upstream_timeout_millis BIGINT NOT NULL,
  registered_at    DATETIME(3)  NOT NULL,
  beat             BIGINT       NOT NULL,
  beat_at          DATETIME(3)  NOT NULL,
  revision         BIGINT       NOT NULL,
  revision_at      DATETIME(3)  NOT NULL,
  drained          BIGINT       NOT NULL,
  refusal          VARCHAR(1000) NULL
);

CREATE TABLE traffic_sample (
  id            BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  proxy         VARCHAR(60) NOT NULL,
  phase         VARCHAR(40) NOT NULL,
  side          VARCHAR(10) NOT NULL,
  at            DATETIME(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3)),
  revision      BIGINT      NOT NULL,
  requests      INT         NOT NULL,
  keyed         INT         NOT NULL,
  errors        INT         NOT NULL,
  held          INT         NOT NULL,
  wrong_owner   INT         NOT NULL,
  p50_millis    INT         NOT NULL,
  p99_millis    INT         NOT NULL,
  KEY (phase, at)
);

CREATE TABLE keyless_write (
  phase    VARCHAR(40)  NOT NULL,
  method   VARCHAR(10)  NOT NULL,
  path     VARCHAR(200) NOT NULL,
  count    BIGINT       NOT NULL,
  last_at  DATETIME(3)  NOT NULL,
  PRIMARY KEY (phase, method, path)
);

CREATE TABLE stream (
  phase        VARCHAR(40)   NOT NULL,
  direction    VARCHAR(10)   NOT NULL,
  wanted       VARCHAR(10)   NOT NULL DEFAULT 'RUNNING',
  status       VARCHAR(16)   NOT NULL,
  lag_millis   BIGINT        NOT NULL,
  position     VARCHAR(1000) NOT NULL,
  message      VARCHAR(2000) NOT NULL,
  quarantined  BIGINT        NOT NULL,
  conflicts    BIGINT        NOT NULL,
  bypasses     BIGINT        NOT NULL,
  wrong_ids    BIGINT        NOT NULL,
  applied_rows BIGINT        NOT NULL,
  process      VARCHAR(120)  NOT NULL,
  reported_at  DATETIME(3)   NOT NULL,
  PRIMARY KEY (phase, direction)
);

CREATE TABLE work (
  id           BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind         VARCHAR(24)   NOT NULL,
  phase        VARCHAR(40)   NOT NULL,
  arguments    LONGTEXT      NOT NULL,
  state        VARCHAR(10)   NOT NULL,
  process      VARCHAR(120)  NULL,
  progress     VARCHAR(500)  NOT NULL DEFAULT '',
  result       LONGTEXT      NULL,
  asked_by     VARCHAR(120)  NOT NULL,
  asked_at     DATETIME(3)   NOT NULL DEFAULT (UTC_TIMESTAMP(3)),
  ended_at     DATETIME(3)   NULL,
  KEY (state)
);

CREATE TABLE evidence (
  id        BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  phase     VARCHAR(40)  NOT NULL,
  kind      VARCHAR(24)  NOT NULL,
  good      BOOLEAN      NOT NULL,
  document  LONGTEXT     NOT NULL,
  at        DATETIME(3)  NOT NULL DEFAULT (UTC_TIMESTAMP(3)),
  KEY (phase, kind, id)
);

CREATE TABLE audit (
  id       BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at       DATETIME(3)   NOT NULL DEFAULT (UTC_TIMESTAMP(3)),
  actor    VARCHAR(120)  NOT NULL,
  action   VARCHAR(40)   NOT NULL,
  subject  VARCHAR(80)   NOT NULL,
  detail   VARCHAR(2000) NOT NULL
);

-- Since which connection the auto-increment rule of a site has been in force; older sessions still use the old rule.
CREATE TABLE id_rule (
  site           VARCHAR(60) NOT NULL PRIMARY KEY,
  connection_id  BIGINT      NOT NULL,
  server_started DATETIME(3) NOT NULL,
  set_at         DATETIME(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3))
);
