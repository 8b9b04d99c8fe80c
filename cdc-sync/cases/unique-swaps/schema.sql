-- monolith
CREATE TABLE seat (id BIGINT PRIMARY KEY, member BIGINT NOT NULL, place VARCHAR(10), UNIQUE (member, place));
INSERT INTO seat VALUES (1, 7, 'A'), (2, 7, 'B'), (3, 7, 'C');
-- service
CREATE TABLE seat (id BIGINT PRIMARY KEY, member BIGINT NOT NULL, place VARCHAR(10), UNIQUE (member, place));
