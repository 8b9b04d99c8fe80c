-- monolith
CREATE TABLE item (a INT, b VARCHAR(10), member BIGINT NOT NULL, v INT, PRIMARY KEY (a, b, member));
INSERT INTO item VALUES (1, 'x', 1, 10), (2, 'y', 1, 20);
-- service
CREATE TABLE item (a INT, b VARCHAR(10), member BIGINT NOT NULL, v INT, PRIMARY KEY (a, b, member));
