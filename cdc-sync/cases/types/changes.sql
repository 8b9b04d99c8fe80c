INSERT INTO types SELECT id + 10, member, ti, tu, b1, si, mi, iu, bu, de, fl, dbl, bit1, bit20, bit64, da, dt, dt6, ts, ts3, ti6, ye, ch, vc, la, tx, lt, bi, vb, bl, en, se, js FROM types;
UPDATE types SET ti = 1, fl = 2.2 WHERE id = 1;
UPDATE types SET vc = 'ABC', ch = 'ABC ', bit20 = 3 WHERE id = 11;
UPDATE types SET vc = 'abc', ti6 = '00:00:00.5', ye = 1901, js = '[]' WHERE id = 11;
UPDATE types SET dt6 = NULL, ts = '2001-01-01 00:00:01', vb = '', bl = '' WHERE id = 1;
UPDATE types SET ts = NULL, bi = 0x0102, en = NULL, se = '' WHERE id = 1;
DELETE FROM types WHERE id = 12;
