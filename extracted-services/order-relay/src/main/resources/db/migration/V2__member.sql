-- Whose order it is: the key by which the order's owner is found.
ALTER TABLE delivery ADD COLUMN member_id BIGINT NULL AFTER order_id;
