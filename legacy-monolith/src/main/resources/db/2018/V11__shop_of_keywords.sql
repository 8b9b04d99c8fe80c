-- Ads are about to move, each shop with its own: a keyword tells whose it is without its ad.
ALTER TABLE ad_keywords ADD COLUMN shop_no BIGINT NULL COMMENT 'the ad''s shop, again';
