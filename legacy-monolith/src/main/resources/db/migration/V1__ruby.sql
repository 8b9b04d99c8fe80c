-- 루비 DB. One schema for everything; grown since 2010, so most columns may be NULL.

CREATE TABLE members (
  mem_no   BIGINT       NOT NULL AUTO_INCREMENT,
  mem_nm   VARCHAR(50)  NULL,
  email    VARCHAR(100) NULL,
  phone    VARCHAR(20)  NULL,
  addr     VARCHAR(200) NULL,
  grade    CHAR(1)      NULL COMMENT 'V vip, G gold, N normal',
  idem_key VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  reg_dt   DATETIME     NULL,
  upd_dt   DATETIME     NULL,
  PRIMARY KEY (mem_no),
  UNIQUE KEY uk_members_idem (idem_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='회원';

CREATE TABLE owners (
  own_no BIGINT      NOT NULL AUTO_INCREMENT,
  own_nm VARCHAR(50) NULL,
  phone  VARCHAR(20) NULL,
  biz_no VARCHAR(12) NULL COMMENT 'business registration number',
  reg_dt DATETIME    NULL,
  upd_dt DATETIME    NULL,
  PRIMARY KEY (own_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='사장님';

CREATE TABLE shops (
  shop_no BIGINT       NOT NULL AUTO_INCREMENT,
  own_no  BIGINT       NULL,
  shop_nm VARCHAR(100) NULL,
  cat_cd  CHAR(2)      NULL COMMENT 'CK chicken, PZ pizza, CN chinese, KR korean, JB jokbal, SN snacks',
  open_yn CHAR(1)      NULL,
  lat     DECIMAL(9,6) NULL,
  lng     DECIMAL(9,6) NULL,
  reg_dt  DATETIME     NULL,
  upd_dt  DATETIME     NULL,
  PRIMARY KEY (shop_no),
  KEY ix_shops_cat (cat_cd),
  CONSTRAINT fk_shops_owner FOREIGN KEY (own_no) REFERENCES owners (own_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='업소';

CREATE TABLE menus (
  menu_no BIGINT       NOT NULL AUTO_INCREMENT,
  shop_no BIGINT       NULL,
  menu_nm VARCHAR(100) NULL,
  price   INT          NULL,
  sale_yn CHAR(1)      NULL,
  reg_dt  DATETIME     NULL,
  upd_dt  DATETIME     NULL,
  PRIMARY KEY (menu_no),
  CONSTRAINT fk_menus_shop FOREIGN KEY (shop_no) REFERENCES shops (shop_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='메뉴';

CREATE TABLE orders (
  ord_no   BIGINT       NOT NULL AUTO_INCREMENT,
  mem_no   BIGINT       NULL,
  shop_no  BIGINT       NULL,
  ord_stat CHAR(1)      NULL COMMENT 'W waits for payment, N new, A accepted, D delivered, C cancelled',
  cncl_cd  CHAR(2)      NULL COMMENT 'PD payment declined, RQ on request',
  tot_amt  INT          NULL,
  paid_amt INT          NULL COMMENT 'kept by the triggers on payments',
  pay_no   BIGINT       NULL COMMENT 'the payment that settled it; no FK, payments already points here',
  idem_key VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  req_memo VARCHAR(200) NULL,
  reg_dt   DATETIME     NULL,
  upd_dt   DATETIME     NULL,
  PRIMARY KEY (ord_no),
  UNIQUE KEY uk_orders_idem (mem_no, idem_key),
  CONSTRAINT fk_orders_member FOREIGN KEY (mem_no) REFERENCES members (mem_no),
  CONSTRAINT fk_orders_shop FOREIGN KEY (shop_no) REFERENCES shops (shop_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='주문';

CREATE TABLE order_items (
  item_no BIGINT       NOT NULL AUTO_INCREMENT,
  ord_no  BIGINT       NULL,
  menu_no BIGINT       NULL,
  menu_nm VARCHAR(100) NULL COMMENT 'as it was called when it was ordered',
  price   INT          NULL,
  qty     INT          NULL,
  PRIMARY KEY (item_no),
  CONSTRAINT fk_items_order FOREIGN KEY (ord_no) REFERENCES orders (ord_no),
  CONSTRAINT fk_items_menu FOREIGN KEY (menu_no) REFERENCES menus (menu_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='주문 메뉴';

CREATE TABLE payments (
  pay_no   BIGINT       NOT NULL AUTO_INCREMENT,
  mem_no   BIGINT       NULL COMMENT 'NULL: guest payments, until 2012',
  ord_no   BIGINT       NULL,
  pay_amt  INT          NULL,
  pay_stat CHAR(1)      NULL COMMENT 'P pending, A approved, C cancelled (refunded), D declined, F failed',
  pay_mthd CHAR(2)      NULL COMMENT 'CD card, KP kakao, NP naver, CA cash; NULL in old rows',
  pg_tid   VARCHAR(64)  NULL COMMENT 'the payment gateway''s transaction',
  idem_key VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  rfnd_key VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  rfnd_dt  DATETIME     NULL,
  memo     VARCHAR(200) NULL,
  reg_dt   DATETIME     NULL,
  upd_dt   DATETIME     NULL,
  PRIMARY KEY (pay_no),
  UNIQUE KEY uk_payments_idem (mem_no, idem_key),
  UNIQUE KEY uk_payments_rfnd (mem_no, rfnd_key),
  KEY ix_payments_order (ord_no),
  CONSTRAINT fk_payments_order FOREIGN KEY (ord_no) REFERENCES orders (ord_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='결제';
