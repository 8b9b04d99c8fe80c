package dev.banyan.kit.database;

import dev.banyan.kit.example.ExampleService;
import dev.banyan.kit.testing.FailedStarts;
import org.junit.jupiter.api.Test;

/** What every service says when its database can't be had; what is wrong with settings of its own, each service's tests tell. */
class FailedStartIT {

    @Test
    void saysInTwoLinesThatItsDatabaseRefusesItOrIsNotThere() {
        try (FailedStarts starts = FailedStarts.of(ExampleService.class)) {
            starts.wrongDatabase().noSchema().assertToldInTwoLines();
        }
    }
}
