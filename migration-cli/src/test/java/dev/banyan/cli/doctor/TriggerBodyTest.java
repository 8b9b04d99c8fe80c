package dev.banyan.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerBodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET NEW.a = 1",
                "set new . `a` := 1",
                "BEGIN SET @x = 1, NEW.a = 2; END",
                "SELECT MAX(a) INTO NEW.a FROM t",
                "BEGIN UPDATE t SET a = 1; SET NEW.b = 2; END"
            })
    void seesThatATriggerChangesItsRow(String body) {
        assertThat(new TriggerBody(body).setsNewRow()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = NEW.a",
                "UPDATE t SET a = 1, b = IF(NEW.c = 2, 1, 0) WHERE d = NEW.d",
                "IF NEW.a = 'A' THEN INSERT INTO log VALUES (1); END IF",
                "BEGIN /* SET NEW.a = 1 */ INSERT INTO log VALUES ('SET NEW.a = 1'); END",
                "-- SET NEW.a = 1\nINSERT INTO log VALUES (1)"
            })
    void isNotMisledByTriggersThatOnlyReadIt(String body) {
        assertThat(new TriggerBody(body).setsNewRow()).isFalse();
    }

    @Test
    void listsTheTablesItWrites() {
        String body = "BEGIN insert ignore into `ruby`.`a` VALUES (1); UPDATE b SET x = 1; DELETE FROM ruby.c;"
                + " REPLACE d VALUES (1); SELECT 1 FROM e; INSERT f SET x = 'UPDATE g'; END";

        assertThat(new TriggerBody(body).written()).containsExactly("a", "b", "c", "d", "f");
        assertThat(new TriggerBody("BEGIN CALL sp_total(1); END").calls()).isTrue();
    }

    @Test
    void knowsAGuardFromAMentionOfIt() {
        assertThat(new TriggerBody("IF @BANYAN_APPLY IS NULL THEN SET @x = 1; END IF").testsApply())
                .isTrue();
        assertThat(new TriggerBody("/* @banyan_apply */ SET @x = 1").testsApply())
                .isFalse();
    }
}
