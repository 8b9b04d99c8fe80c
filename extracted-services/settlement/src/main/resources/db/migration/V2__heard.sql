-- Whether an event has told of it. What only the feed told is forgotten when it begins anew, for it will tell it again.
ALTER TABLE delivered_order ADD COLUMN heard BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE refunded_payment ADD COLUMN heard BOOLEAN NOT NULL DEFAULT FALSE;
