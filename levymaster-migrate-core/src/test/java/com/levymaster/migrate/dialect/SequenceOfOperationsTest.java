package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.time;
import static com.levymaster.migrate.Types.userType;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** After several operations the server has what their effects foretold, except what they call unknown. */
class SequenceOfOperationsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final Dialect dialect = Dialect.postgresql(database.version() * 10000);

    @Test
    void a_dropped_table_takes_only_the_views_that_read_it() throws SQLException {
        Consumer<Operations> given = op -> {
            op.createTable("county", t -> {
                t.column("id", integer());
                t.column("status", text());
            });
            op.createTable("status", t -> t.column("id", integer()));
            op.views().create("county_status", "select id, status from county");
            op.views().create("of_status", "select s.id from county c join status s on s.id = c.id");
            op.views().create("over_of_status", "select id from of_status");
        };

        DatabaseSchema after = verify(given, op -> op.dropTable("status").cascade());
        verify(op -> {}, op -> {
            given.accept(op);
            op.dropTable("status").cascade();
        });

        assertThat(after.views().keySet()).hasToString("[county_status]");
    }

    @Test
    void a_dropped_column_takes_only_the_views_that_read_it() throws SQLException {
        verify(
                op -> {
                    op.createTable("county", t -> {
                        t.column("id", integer());
                        t.column("status", text());
                    });
                    op.createTable("note", t -> t.column("status", text()));
                    op.views().create("v1", "select c.id, n.status from county c, note n");
                    op.views().create("v2", "select status from county");
                    op.alterTable("county", t -> t.renameColumn("status").to("state"));
                },
                op -> op.alterTable("county", t -> t.dropColumn("state").cascade()));
    }

    @Test
    void a_partition_in_another_schema_follows_its_parent() throws SQLException {
        verify(
                op -> {
                    op.createSchema("s");
                    op.createTable("p", t -> {
                        t.column("id", integer()).notNull();
                        t.partitionBy("range (id)");
                    });
                    op.inSchema("s")
                            .createTable(
                                    "p1",
                                    t -> t.partitionOf(ObjectName.of("public", "p"), "for values from (1) to (10)"));
                },
                op -> {
                    op.moveTable("p").toSchema("s");
                    op.inSchema("s").alterTable("p", t -> t.addColumn("z", integer()));
                    op.inSchema("s").alterTable("p", t -> t.renameColumn("z").to("y"));
                });
    }

    @Test
    void an_exclusion_constraint_follows_an_enum_that_only_its_condition_has() throws SQLException {
        verify(
                op -> {
                    op.types().createEnum("mood", "LOW", "HIGH");
                    op.createTable("stay", t -> {
                        t.column("during", nativeType("int4range"));
                        t.column("m", enumType("mood"));
                        t.exclusion("ex_stay").with("during", "&&").where("m = 'LOW'::mood");
                    });
                },
                op -> op.types().removeEnumValue("mood", "HIGH").wasAfter("LOW"));
    }

    @Test
    void a_domain_over_a_domain_has_its_default_until_that_is_dropped() throws SQLException {
        verify(
                op -> op.types().createDomain("percent", integer(), d -> d.defaultValue(5)),
                op -> op.types().createDomain("share", domain("percent")));
        verify(
                op -> {
                    op.types().createDomain("percent", integer(), d -> d.defaultValue(5));
                    op.types().createDomain("share", domain("percent"));
                },
                op -> op.types()
                        .alterDomain("share", domain("percent"))
                        .from(d -> d.defaultValue(5))
                        .to(d -> {}));
    }

    @Test
    void a_function_is_dropped_by_arguments_whose_defaults_have_commas() throws SQLException {
        String name =
                "f(a integer[] default array[1, 2], b numeric(10,2) = round(1.5, 1), c integer = (array[3,4])[1])";
        String definition = "returns integer language sql as 'select 1'";

        verify(op -> op.functions().create(name, definition), op -> {
            op.functions().drop(name).was(definition);
            op.functions().create(name, definition);
        });
    }

    @Test
    void expressions_with_a_renamed_attribute_are_unknown() throws SQLException {
        DatabaseSchema foretold = verify(
                op -> {
                    op.types().createComposite("pair", c -> c.attribute("a", integer()));
                    op.createTable("t1", t -> {
                        t.column("p", userType(ObjectName.of("pair")));
                        t.column("a", integer());
                        t.check("ck").that("(p).a > 0 and a > 0");
                    });
                },
                op -> op.types().renameAttribute("pair", "a").to("user"));

        assertThat(foretold.toString()).contains("not known until");
    }

    @Test
    void what_follows_a_rename_is_foretold_or_called_unknown() throws SQLException {
        DatabaseSchema foretold = verify(
                op -> {
                    op.types().createEnum("st", "A", "B");
                    op.sequences().create("sq");
                    op.createTable("t1", t -> {
                        t.column("a", bigint()).defaultSql("nextval('sq')");
                        t.column("s", enumType("st"));
                        t.column("lower", text());
                        t.column("g", text()).generatedStored("lower(lower)");
                        t.check("ck").that("t1.s <> 'A' and lower(lower) <> lower");
                        t.index("ix").on("a").where("s = 'B'::st");
                    });
                },
                op -> {
                    op.sequences().rename("sq").to("Sq 2");
                    op.types().rename("st").to("St2");
                    op.types().renameEnumValue("St2", "A").to("it's");
                    op.alterTable("t1", t -> t.renameColumn("lower").to("order"));
                    op.renameTable("t1").to("user");
                });

        assertThat(foretold.toString()).doesNotContain("not known until");
    }

    @Test
    void an_expression_that_only_the_server_can_tell_is_unknown() throws SQLException {
        List<Operation> operations = Compiled.said(op -> {
            op.createTable("t1", t -> {
                t.column("time", time());
                t.check("ck").that("time > '10:00'");
            });
            op.views().create("v", "select \"time\" from t1");
            op.alterTable("t1", t -> t.renameColumn("time").to("x"));
        });

        DatabaseSchema foretold = OperationList.apply(operations, DatabaseSchema.empty("public"));

        assertThat(foretold.catalog().checkConstraints("t1"))
                .allMatch(check -> UnknownSql.isUnknown(check.expression()));
        assertThat(foretold.catalog().views()).allMatch(view -> UnknownSql.isUnknown(view.query()));
        verify(op -> {}, operations);
    }

    @Test
    void equal_keys_are_both_created_and_the_storage_of_the_type_is_none_of_the_column() throws SQLException {
        verify(op -> {}, op -> {
            op.createTable("t1", t -> {
                t.column("a", numeric()).storage("main");
                t.column("b", numeric());
                t.column("c", text()).storage("external");
                t.primaryKey("pk").on("a");
                t.unique("uq").on("a").comment("as well");
                t.unique("uq2").on("a");
            });
            op.alterTable("t1", t -> {
                t.changeStorage("b").fromNone().to("main");
                t.changeType("c").from(text()).to(numeric()).using("c::numeric");
            });
        });
    }

    private DatabaseSchema verify(Consumer<Operations> given, Consumer<Operations> body) throws SQLException {
        return verify(given, Compiled.said(body));
    }

    private DatabaseSchema verify(Consumer<Operations> given, List<Operation> operations) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            run(connection, Compiled.said(given));
            DatabaseSchema before = inspect(connection);
            DatabaseSchema foretold = OperationList.apply(operations, before);

            run(connection, operations);

            assertThat(StrictSchema.differences(connection, foretold, inspect(connection)))
                    .isEmpty();
            connection.rollback();
            return foretold;
        }
    }

    private void run(Connection connection, List<Operation> operations) throws SQLException {
        for (Operation operation : operations) {
            for (SqlStatement statement : dialect.compile(operation, () -> inspect(connection))) {
                try (java.sql.Statement jdbc = connection.createStatement()) {
                    jdbc.execute(statement.sql());
                }
            }
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all());
    }
}
