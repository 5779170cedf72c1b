package com.levymaster.migrate.flyway;

import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** A Java migration as an application of Flyway has it. */
public final class V30__Fill_counties extends BaseJavaMigration {

    @Override
    public Integer getChecksum() {
        return 30;
    }

    @Override
    public void migrate(Context context) throws Exception {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.executeUpdate("insert into county (name) values ('Benton'), ('Linn')");
        }
    }
}
