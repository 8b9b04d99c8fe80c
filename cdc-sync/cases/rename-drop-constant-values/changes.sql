UPDATE pay SET st = 'A', amt = 5 WHERE no = 2;
UPDATE pay SET memo = 'only here' WHERE no = 1;
INSERT INTO pay VALUES (3, 'lee', NULL, -1, 'gone');
