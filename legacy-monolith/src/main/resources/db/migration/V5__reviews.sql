CREATE TABLE reviews (
  rev_no   BIGINT        NOT NULL AUTO_INCREMENT,
  mem_no   BIGINT        NULL,
  shop_no  BIGINT        NULL,
  ord_no   BIGINT        NULL,
  star     TINYINT       NULL COMMENT '1 to 5',
  body     VARCHAR(1000) NULL,
  own_rply VARCHAR(1000) NULL COMMENT 'what the owner answered',
  show_yn  CHAR(1)       NULL,
  idem_key VARCHAR(80)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  reg_dt   DATETIME      NULL,
  upd_dt   DATETIME      NULL,
  PRIMARY KEY (rev_no),
  UNIQUE KEY uk_reviews_idem (mem_no, idem_key),
  CONSTRAINT fk_reviews_member FOREIGN KEY (mem_no) REFERENCES members (mem_no),
  CONSTRAINT fk_reviews_shop FOREIGN KEY (shop_no) REFERENCES shops (shop_no),
  CONSTRAINT fk_reviews_order FOREIGN KEY (ord_no) REFERENCES orders (ord_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='리뷰';
