-- monolith
CREATE TABLE pay (no BIGINT PRIMARY KEY, mem VARCHAR(20) NOT NULL, st CHAR(1), amt INT, memo VARCHAR(20));
INSERT INTO pay VALUES (1, 'kim', 'A', 100, 'x'), (2, 'Kim', 'P', NULL, NULL);
-- service
CREATE TABLE payment (id BIGINT PRIMARY KEY, member VARCHAR(20) NOT NULL, status VARCHAR(10), amount DECIMAL(10,2), currency CHAR(3) NOT NULL);
