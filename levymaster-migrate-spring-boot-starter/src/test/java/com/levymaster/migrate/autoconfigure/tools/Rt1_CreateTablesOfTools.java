package com.levymaster.migrate.autoconfigure.tools;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** Creates the tables of the tools with the script that each of them brings. */
@Revision(id = "t1", message = "create tables of tools")
class Rt1_CreateTablesOfTools implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.execute(script("org/quartz/impl/jdbcjobstore/tables_postgres.sql").replaceAll("(?i)commit;", ""));
        op.execute(script("org/springframework/batch/core/schema-postgresql.sql"));
        op.execute(script("org/springframework/session/jdbc/schema-postgresql.sql"));
        op.execute(script("org/springframework/modulith/events/jdbc/schemas/v2/schema-postgresql.sql"));
    }

    @Override
    public void downgrade(Operations op) {
        op.irreversible("no tool brings a script that drops all of its tables");
    }

    private static String script(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
