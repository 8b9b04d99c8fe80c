-- Orders are about to move, each member with theirs: a line tells whose it is without its order.
ALTER TABLE order_items ADD COLUMN mem_no BIGINT NULL COMMENT 'the order''s member, again';
