UPDATE item SET b = 'z', v = 11 WHERE a = 1;
UPDATE item SET a = a + 100;
DELETE FROM item WHERE a = 102;
INSERT INTO item VALUES (2, 'y', 1, 30);
