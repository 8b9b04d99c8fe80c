-- What was left PENDING is looked for again and again.
CREATE INDEX payment_pending ON payment (status, updated_at);
