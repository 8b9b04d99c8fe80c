-- Orders and reviews come from services, and so do members soon: an order may be here before the member whose it is.
ALTER TABLE orders DROP FOREIGN KEY fk_orders_member;
ALTER TABLE reviews DROP FOREIGN KEY fk_reviews_member;
