-- Categories get names, menus get options, and a renamed menu remembers what it was called: a customer may order it by
-- the name that was on the screen.

CREATE TABLE shop_categories (
  cat_cd  CHAR(2)     NOT NULL COMMENT 'as in shops.cat_cd; no FK, old shops have codes of their own',
  cat_nm  VARCHAR(50) NULL,
  sort_no INT         NULL,
  reg_dt  DATETIME    NULL,
  upd_dt  DATETIME    NULL,
  PRIMARY KEY (cat_cd)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='업종';

ALTER TABLE menus
  ADD COLUMN prev_nm  VARCHAR(100) NULL COMMENT 'the name before the last rename',
  ADD COLUMN prev_dt  DATETIME     NULL COMMENT 'when it was renamed',
  ADD COLUMN idem_key VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD UNIQUE KEY uk_menus_idem (shop_no, idem_key);

CREATE TABLE menu_options (
  opt_no  BIGINT       NOT NULL AUTO_INCREMENT,
  menu_no BIGINT       NULL,
  shop_no BIGINT       NULL COMMENT 'the menu''s shop, again',
  opt_nm  VARCHAR(100) NULL,
  opt_prc INT          NULL,
  sale_yn CHAR(1)      NULL,
  reg_dt  DATETIME     NULL,
  upd_dt  DATETIME     NULL,
  PRIMARY KEY (opt_no),
  KEY ix_options_shop (shop_no),
  CONSTRAINT fk_options_menu FOREIGN KEY (menu_no) REFERENCES menus (menu_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='메뉴 옵션';
