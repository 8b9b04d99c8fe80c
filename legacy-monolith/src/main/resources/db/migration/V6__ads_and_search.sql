CREATE TABLE ads (
  ad_no    BIGINT      NOT NULL AUTO_INCREMENT,
  shop_no  BIGINT      NULL,
  ad_typ   CHAR(1)     NULL COMMENT 'L listing, U ultracall',
  bid_amt  INT         NULL,
  beg_dt   DATETIME    NULL,
  end_dt   DATETIME    NULL COMMENT 'NULL: until it is stopped',
  ad_stat  CHAR(1)     NULL COMMENT 'R running, S stopped',
  idem_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  reg_dt   DATETIME    NULL,
  upd_dt   DATETIME    NULL,
  PRIMARY KEY (ad_no),
  UNIQUE KEY uk_ads_idem (shop_no, idem_key),
  CONSTRAINT fk_ads_shop FOREIGN KEY (shop_no) REFERENCES shops (shop_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='광고';

CREATE TABLE ad_keywords (
  adkw_no BIGINT      NOT NULL AUTO_INCREMENT,
  ad_no   BIGINT      NULL,
  kw      VARCHAR(50) NULL,
  reg_dt  DATETIME    NULL,
  PRIMARY KEY (adkw_no),
  CONSTRAINT fk_keywords_ad FOREIGN KEY (ad_no) REFERENCES ads (ad_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='광고 키워드';

CREATE TABLE search_logs (
  log_no BIGINT       NOT NULL AUTO_INCREMENT,
  mem_no BIGINT       NULL COMMENT 'NULL: not logged in',
  kw     VARCHAR(100) NULL,
  cnt    INT          NULL COMMENT 'shops found',
  reg_dt DATETIME     NULL,
  PRIMARY KEY (log_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='검색 로그';
