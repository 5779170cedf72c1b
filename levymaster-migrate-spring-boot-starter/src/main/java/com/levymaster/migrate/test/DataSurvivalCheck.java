package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.verify.GivenCheck;
import com.levymaster.migrate.verify.RowState;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.springframework.context.ApplicationContext;

/** Inserts data at a revision, upgrades to the heads, and checks that the data still exists. */
final class DataSurvivalCheck {

    private final ApplicationContext context;
    private final GivenCheck given;

    DataSurvivalCheck(ApplicationContext context, GivenData given) {
        this.context = context;
        this.given = new GivenCheck(
                new GivenRows(given.revision(), "@GivenData", List.of(given.sql()), List.of(given.holds())));
    }

    void run() {
        try (ScratchDatabase scratch = new ScratchDatabase(context)) {
            Migrator migrator = scratch.migrator();
            migrator.upgrade(given.given().revision());
            given.insert(migrator);
            RowState before = RowState.of(migrator);
            migrator.upgrade("heads");
            Assertions.assertEquals(List.of(), before.lost(RowState.of(migrator)), "tables that lost rows");
            Assertions.assertEquals(List.of(), given.broken(migrator), "what does not hold");
        }
    }
}
