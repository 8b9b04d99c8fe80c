-- Shops come from a service, and so do ads and owners soon, each in its own time: a row may be here before the one that it names.
ALTER TABLE ads DROP FOREIGN KEY fk_ads_shop;
ALTER TABLE shops DROP FOREIGN KEY fk_shops_owner;
