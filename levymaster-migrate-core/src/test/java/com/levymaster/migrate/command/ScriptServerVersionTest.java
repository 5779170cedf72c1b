package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A script is written for a version of the server that settings name. */
class ScriptServerVersionTest {

    @Test
    void a_script_for_an_older_server_is_refused_where_that_lacks_what_it_needs() {
        assertThat(scriptFor(18)).contains("generated always as (a + 1) virtual");
        assertThatThrownBy(() -> scriptFor(15))
                .hasMessageContaining("requires PostgreSQL 18; this server has version 15");
    }

    private static String scriptFor(int version) {
        RevisionDefinition revision =
                new RevisionDefinition(RevisionHeader.of("a0"), RevisionOptions.DEFAULT, () -> new Migration() {
                    @Override
                    public void upgrade(Operations op) {
                        op.createTable("parcel", t -> {
                            t.column("a", integer());
                            t.column("b", integer()).generatedVirtual("a + 1");
                        });
                    }

                    @Override
                    public void downgrade(Operations op) {}
                });
        return Migrator.builder(new DriverManagerDataSource())
                .scripts(List.of(revision))
                .settings(MigratorSettings.DEFAULT.withServerVersion(version))
                .build()
                .scriptUpgrade("head");
    }
}
