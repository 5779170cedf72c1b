package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Partitions, inheritance, objects that need each other, and sequences that change their direction, on a server. */
class StructuresTest {

    private static final Consumer<Operations> PARTITIONED = op -> {
        op.createTable("p", t -> {
            t.column("id", integer()).notNull();
            t.column("a", integer());
            t.partitionBy("list (id)");
        });
        op.createTable("p1", t -> t.partitionOf("p", "for values in (1)"));
    };

    private static final Consumer<Operations> INHERITED = op -> {
        op.createTable("p", t -> {
            t.column("id", integer()).notNull();
            t.column("a", integer());
        });
        op.createTable("c", t -> {
            t.column("b", integer());
            t.inherits("p");
        });
    };

    @AutoClose
    static final TestDatabase database = TestDatabase.keepingConnections();

    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        connection = database.connection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    static Stream<Consumer<Operations>> changesOfParents() {
        return Stream.of(
                op -> op.alterTable(
                        "p", t -> t.addColumn("x", text()).defaultValue("x").comment("of the parent")),
                op -> op.alterTable("p", t -> t.dropColumn("a")),
                op -> op.alterTable("p", t -> t.renameColumn("a").to("z")),
                op -> op.alterTable("p", t -> t.changeType("a").from(integer()).to(bigint())),
                op -> op.alterTable("p", t -> t.setNotNull("a")),
                op -> op.alterTable("p", t -> t.changeDefault("a").fromNone().to(3)),
                op -> op.alterTable("p", t -> t.addPrimaryKey("pk_p").on("id")));
    }

    @ParameterizedTest
    @MethodSource("changesOfParents")
    void a_change_of_a_partitioned_table_reaches_its_partitions(Consumer<Operations> change) throws SQLException {
        assertForetold(PARTITIONED, change);
    }

    @ParameterizedTest
    @MethodSource("changesOfParents")
    void a_change_of_a_parent_reaches_the_tables_that_inherit_from_it(Consumer<Operations> change) throws SQLException {
        assertForetold(INHERITED, change);
    }

    @Test
    void an_index_on_only_a_partitioned_table_is_not_valid_and_its_partitions_have_none() throws SQLException {
        List<Operation> index = Compiled.said(
                op -> op.alterTable("p", t -> t.addIndex("ix").on("a").only()));
        assertForetold(PARTITIONED, index);
        assertThat(table("p1").indexes()).isEmpty();
        assertThat(OperationList.inverted(OperationList.inverted(index))).isEqualTo(index);
    }

    @Test
    void the_rename_of_a_column_reaches_views_keys_and_sequences_of_the_tables_below() throws SQLException {
        run(Compiled.said(INHERITED.andThen(op -> {
            op.createSchema("attic");
            op.inSchema("attic").views().create("v", "select a from public.c");
            op.alterTable("c", t -> t.addUnique("uq").on("a"));
            op.createTable("k", t -> {
                t.column("a", integer());
                t.foreignKey("fk").on("a").references("c", "a");
            });
            op.execute("create sequence s owned by c.a");
        })));
        List<Operation> rename =
                Compiled.said(op -> op.alterTable("p", t -> t.renameColumn("a").to("z")));
        DatabaseSchema foretold = OperationList.apply(rename, inspect());

        run(rename);

        DatabaseSchema after = inspect();
        assertThat(foretold.tables()).isEqualTo(after.tables());
        assertThat(foretold.sequences()).isEqualTo(after.sequences());
        assertThat(UnknownSql.isUnknown(view(foretold).query())).isTrue();
        assertThat(view(foretold).uses()).isEqualTo(view(after).uses());
    }

    @Test
    void objects_have_the_default_privileges_of_the_role_and_keep_their_security_under_another_name()
            throws SQLException {
        assertForetold(
                op -> {
                    op.createSchema("attic");
                    op.grantByDefault("select", "insert").onTables().role("pg_monitor");
                    op.inSchema("attic").grantByDefault("all").onTables().role("public");
                    op.grantByDefault("usage").onSequences().role("pg_monitor");
                    op.revokeByDefault("execute").onFunctions().role("public");
                },
                op -> {
                    op.createTable("t", t -> {
                        t.column("a", integer()).identity();
                        t.column("a_column_with_a_rather_long_name", integer()).identity();
                    });
                    op.createTable("a_table_with_a_name_that_is_even_longer", t -> {
                        t.column("a_column_with_a_rather_long_name", integer()).identity();
                        t.column("b", integer());
                        t.column("c", integer()).notNull();
                    });
                    op.alterTable("a_table_with_a_name_that_is_even_longer", t -> {
                        t.addColumn("d", integer()).identity();
                        t.dropColumn("d");
                        t.addColumn("e", integer()).identity();
                    });
                    op.createTable("gone", t -> t.column("a", integer()).identity());
                    op.dropTable("gone");
                    op.inSchema("attic").createTable("t", t -> t.column("a", integer()));
                    op.views().create("v", "select a from t");
                    op.sequences().create("s");
                    op.alterTable("t", t -> {
                        t.enableRowSecurity();
                        t.forceRowSecurity();
                    });
                    op.renameTable("t").to("u");
                    op.revokeByDefault("insert").onTables().role("pg_monitor");
                });
    }

    @Test
    void partitions_are_created_with_the_compression_of_a_column_and_keep_it_when_that_changes() throws SQLException {
        assumeTrue(database.version() >= 14);
        assertForetold(
                op -> op.createTable("t", t -> {
                    t.column("id", integer()).notNull();
                    t.column("note", text()).compression("PGLZ");
                    t.column("body", text()).compression("pglz");
                    t.column("code", text()).compression("pglz");
                    t.partitionBy("list (id)");
                }),
                op -> {
                    op.createTable("t1", t -> t.partitionOf("t", "for values in (1)"));
                    op.alterTable("t", t -> {
                        t.changeCompression("note").from("pglz").toNone();
                        t.changeType("body").from(text()).to(varchar(90));
                        t.convertColumn("code").from(text()).to(varchar(9)).using("left(code, 9)");
                        t.addColumn("more", text()).compression("pglz");
                    });
                });
    }

    @Test
    void a_table_moves_to_a_tablespace_and_back_to_the_default_one() throws SQLException {
        assumeTrue(database.version() >= 15);
        String tablespace = "moved_" + ProcessHandle.current().pid();
        try (Connection other = database.connection();
                Statement jdbc = other.createStatement()) {
            jdbc.execute("set allow_in_place_tablespaces = on");
            jdbc.execute("create tablespace " + tablespace + " location ''");
            List<Operation> there = Compiled.said(op ->
                    op.alterTable("t", t -> t.changeTablespace().fromNone().to(tablespace)));
            assertForetold(op -> op.createTable("t", t -> t.column("a", integer())), there);
            assertThat(table("t").options().tablespace()).isEqualTo(tablespace);

            run(OperationList.inverted(there));

            assertThat(table("t").options().tablespace()).isNull();
            connection.rollback();
            jdbc.execute("drop tablespace " + tablespace);
        }
    }

    private static View view(DatabaseSchema schema) {
        return Objects.requireNonNull(schema.views().get(ObjectName.of("attic", "v")));
    }

    private Table table(String name) {
        return inspect().catalog().table(name).orElseThrow();
    }

    @Test
    void the_partitions_are_dropped_with_the_table() throws SQLException {
        assertForetold(PARTITIONED, op -> op.dropTable("p"));
    }

    private void assertForetold(Consumer<Operations> given, Consumer<Operations> change) throws SQLException {
        assertForetold(given, Compiled.said(change));
    }

    private void assertForetold(Consumer<Operations> given, List<Operation> operations) throws SQLException {
        run(Compiled.said(given));
        DatabaseSchema before = inspect();

        run(operations);

        DatabaseSchema foretold = OperationList.apply(operations, before);
        DatabaseSchema after = inspect();
        assertThat(foretold.tables()).isEqualTo(after.tables());
        assertThat(foretold.grants()).isEqualTo(after.grants());
        assertThat(foretold.security()).isEqualTo(after.security());
    }

    static Stream<Consumer<Operations>> objectsThatNeedOthers() {
        return Stream.of(
                op -> {
                    op.createTable("t", t -> t.column("a", integer()));
                    op.views().create("z", "select a from t");
                    op.views().create("b", "select a from z");
                },
                op -> {
                    op.createTable("z", t -> t.column("a", integer()));
                    op.createTable("b", t -> {
                        t.column("c", integer());
                        t.inherits("z");
                    });
                },
                op -> {
                    op.createTable("z", t -> {
                        t.column("a", integer());
                        t.partitionBy("list (a)");
                    });
                    op.createTable("b", t -> t.partitionOf("z", "for values in (1)"));
                },
                op -> {
                    op.types().createDomain("z", integer());
                    op.types().createDomain("b", domain("z"));
                },
                op -> op.types().createComposite("pair", c -> {
                    c.attribute("a", integer()).comment("first");
                    c.comment("two values");
                }));
    }

    @ParameterizedTest
    @MethodSource("objectsThatNeedOthers")
    void objects_are_created_after_and_dropped_before_what_they_need_whatever_their_names(Consumer<Operations> body)
            throws SQLException {
        DatabaseSchema empty = inspect();
        run(Compiled.said(body));
        DatabaseSchema desired = inspect();

        run(Diff.between(desired, empty));
        assertThat(inspect()).isEqualTo(empty);
        run(Diff.between(empty, desired));
        assertThat(inspect()).isEqualTo(desired);
    }

    @Test
    void a_sequence_that_begins_to_count_down_has_the_bounds_of_that_direction() throws SQLException {
        run(Compiled.said(op -> op.sequences().create("s")));
        DatabaseSchema before = inspect();
        List<Operation> operations = Compiled.said(op -> op.sequences().alter("s", s -> {}, s -> s.incrementBy(-1)));

        run(operations);

        assertThat(OperationList.apply(operations, before)).isEqualTo(inspect());
        execute("select nextval('s'), nextval('s')");
        run(OperationList.inverted(operations));
        assertThat(inspect()).isEqualTo(before);
        execute("select nextval('s'), nextval('s')");
    }

    @Test
    void a_sequence_that_counts_down_from_a_value_above_its_bounds_is_refused() {
        assertThatThrownBy(() -> Compiled.said(
                        op -> op.sequences().create("s", s -> s.startWith(5).incrementBy(-1))))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("it starts with 5, which is out of its bounds");
    }

    @Test
    void a_table_is_not_skipped_because_an_index_has_its_name() throws SQLException {
        run(Compiled.said(op -> op.createTable("t", t -> {
            t.column("a", integer());
            t.index("logs").on("a");
        })));

        assertThatThrownBy(() -> run(Compiled.said(op -> op.table("logs").ifNotExists(t -> t.column("a", integer())))))
                .hasMessageContaining("relation \"logs\" already exists");
    }

    private void run(List<Operation> operations) throws SQLException {
        for (Operation operation : operations) {
            for (SqlStatement statement :
                    Dialect.postgresql(database.version() * 10000).compile(operation, this::inspect)) {
                execute(statement.sql());
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DatabaseSchema inspect() {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }
}
