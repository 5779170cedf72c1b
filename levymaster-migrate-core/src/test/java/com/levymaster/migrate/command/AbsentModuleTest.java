package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module that was taken out of the application. */
class AbsentModuleTest {

    private static final String NOT_PRESENT =
            "Module billing is not present in this application: its revision b1 remains applied";

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    private final RevisionDefinition orders = creates(RevisionHeader.of("o1").withModule("orders"));
    private final RevisionDefinition billing =
            creates(RevisionHeader.of("b1").withModule("billing").withDependsOn("o1"));
    private final RevisionDefinition catalog = creates(RevisionHeader.of("c1").withModule("catalog"));
    private final RevisionDefinition more =
            creates(RevisionHeader.of("o2", "o1").withModule("orders"));

    @BeforeEach
    void clear() {
        database.execute("drop schema public cascade", "create schema public");
    }

    @Test
    void it_is_named_and_the_others_go_on() {
        migrator(orders, billing, catalog).upgrade();
        Migrator without = migrator(orders, catalog);

        assertThat(without.upgrade().isEmpty()).isTrue();
        assertThat(without.status().notPresent()).containsExactly(NOT_PRESENT);
        assertThat(without.status().unknown()).isEmpty();
        assertThat(without.status().isUpToDate()).isTrue();
        without.validate();

        assertThat(migrator(orders, catalog, more).upgrade().after()).contains("o2");
        assertThat(migrator(orders, catalog, more).downgrade("orders@-1").after())
                .contains("o1")
                .doesNotContain("o2");
        assertThat(tables()).contains("b1").doesNotContain("o2");
        assertThat(migrator(orders, billing, catalog, more).status().pending())
                .extracting(RevisionHeader::id)
                .containsExactly("o2");
    }

    @Test
    void its_revisions_are_not_downgraded_or_stamped() {
        migrator(orders, billing, catalog).upgrade();
        Migrator without = migrator(orders, catalog);

        for (String target : List.of("billing@base", "billing@-1", "b1")) {
            assertThatThrownBy(() -> without.downgrade(target)).hasMessageContaining(NOT_PRESENT);
            assertThatThrownBy(() -> without.previewDowngrade(target)).hasMessageContaining(NOT_PRESENT);
            assertThatThrownBy(() -> without.stamp(target)).hasMessageContaining(NOT_PRESENT);
        }
        without.downgrade("base");
        assertThat(tables()).contains("b1").doesNotContain("o1", "c1");
    }

    @Test
    void an_unknown_revision_of_a_module_that_is_present_is_refused_as_ever() {
        migrator(orders, more, billing).upgrade();
        Migrator older = migrator(orders, billing, catalog);

        assertThat(older.status().unknown()).containsExactly("o2");
        assertThatThrownBy(older::upgrade).hasMessageContaining("The database has o2, which this application does not");
    }

    @Test
    void its_revisions_may_have_run_before_they_belonged_to_a_module() {
        RevisionDefinition before = creates(RevisionHeader.of("b1").withDependsOn("o1"));
        migrator(creates(RevisionHeader.of("o1")), before).upgrade("heads");
        migrator(orders, billing, catalog).upgrade();

        assertThat(migrator(orders, catalog).status().notPresent()).containsExactly(NOT_PRESENT);
    }

    @Test
    void revisions_may_get_a_module_later_than_others_of_the_same_application() {
        RevisionDefinition before = creates(RevisionHeader.of("b1").withDependsOn("o1"));
        migrator(orders, before).upgrade("heads");
        migrator(orders, billing, catalog).upgrade();

        assertThat(migrator(orders, catalog).status().notPresent()).containsExactly(NOT_PRESENT);
    }

    @Test
    void a_script_from_the_middle_records_the_modules_of_what_was_applied_before() {
        RevisionDefinition before = creates(RevisionHeader.of("b1").withDependsOn("o1"));
        migrator(creates(RevisionHeader.of("o1")), before).upgrade("heads");
        database.execute(migrator(orders, billing, more).scriptUpgrade("b1:orders@head"));

        assertThat(migrator(orders, catalog, more).status().notPresent()).containsExactly(NOT_PRESENT);
    }

    @Test
    void an_application_without_modules_has_no_column_for_them() {
        migrator(creates(RevisionHeader.of("o1")), creates(RevisionHeader.of("o2", "o1")))
                .upgrade();

        assertThat(database.jdbc()
                        .sql("select column_name from information_schema.columns where table_schema = 'public'")
                        .query(String.class)
                        .list())
                .contains("operations")
                .doesNotContain("module");
    }

    private static RevisionDefinition creates(RevisionHeader header) {
        return new RevisionDefinition(header, true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.createTable(header.id(), t -> t.column("id", bigint()));
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
    }

    private static Migrator migrator(RevisionDefinition... revisions) {
        return Migrator.builder(database.dataSource())
                .scripts(Stream.of(revisions).toList())
                .build();
    }

    private static List<String> tables() {
        return database.jdbc()
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
    }
}
