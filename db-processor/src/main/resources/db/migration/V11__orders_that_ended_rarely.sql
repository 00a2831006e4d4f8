-- Orders that expired, or that were refused when their time came, are few among many, and are looked for by that. An index may not name the
-- status itself: it changes all the time, and would take the row's other indices along (it is updated in its place, HOT). Whether an order
-- ended so is false until it does.
ALTER TABLE orders ADD COLUMN ended_rarely BOOLEAN GENERATED ALWAYS AS (status IN ('expired', 'rejected')) STORED;
CREATE INDEX orders_that_ended_rarely ON orders (account, created_at, order_id) WHERE ended_rarely;
