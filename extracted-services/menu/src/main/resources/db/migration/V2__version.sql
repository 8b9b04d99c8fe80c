-- Ours: rises with every write of this service; a row that a synchroniser brings leaves it alone.
ALTER TABLE menu ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
