package com.levymaster.migrate.lint;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.AlterTableSpec;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step states of the past is compared with what the schema tells, and what the undo would make otherwise is named. */
class UndoDifferencesTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    /** @param difference a part of it; empty if there is none */
    record Step(String difference, Consumer<Operations> body) {

        @Override
        public String toString() {
            return (difference.isEmpty() ? "nothing " : difference)
                    + " "
                    + Compiled.said(body).get(0).describe();
        }
    }

    @BeforeAll
    static void create_the_objects() {
        database.execute("create type mood as enum ('LOW', 'HIGH'); create type pair as (a integer, b text); create"
                + " table p (id integer primary key); create table t (a integer not null, b character varying(5) default"
                + " 'q' not null, c integer default 5, s mood, constraint ck check (a > c), constraint ck_b check (b = any"
                + " (array['x', 'y']) and s <> 'LOW'), constraint ck_s check (s <> 'LOW' or b != 'x'), constraint fk"
                + " foreign key (c) references p); create index ix on t (a) include (b) where c > 0 and b <> 'x'; create"
                + " index ix_l on t (lower(b)); comment on table t is 'told'; comment on constraint ck on t is 'told';"
                + " alter table t alter column b set statistics 9; create sequence q increment 5; create view v as select"
                + " a from t; create view w as select a from t where a > -7 and a <> 8; create sequence bounded"
                + " increment 2 minvalue 1 maxvalue 100");
    }

    static Stream<Step> steps() {
        return Stream.of(
                table("column a: nullable true, expected false", t -> t.setNotNull("a")),
                table(
                        "column c: default 4, expected 5",
                        t -> t.changeDefault("c").from(4).to(6)),
                table("", t -> t.changeDefault("c").from(5).to(6)),
                table(
                        "column b: statistics none, expected 9",
                        t -> t.changeStatistics("b").fromNone().to(7)),
                table(
                        "constraint ck: expression a < c, expected a > c",
                        t -> t.dropCheck("ck").was(c -> c.that("a < c"))),
                table(
                        "constraint ck: comment none, expected told",
                        t -> t.dropCheck("ck").was(c -> c.that("a > c"))),
                table("", t -> t.dropCheck("ck_b").was(c -> c.that("b in ('x', 'y') and s <> 'LOW'"))),
                table("", t -> t.dropCheck("ck_s").was(c -> c.that("s <> 'LOW' or b <> 'x'"))),
                table("", t -> t.dropForeignKey("fk").was(fk -> fk.on("c").references("p", "id"))),
                table(
                        "index ix: include none, expected (b)",
                        t -> t.dropIndex("ix").was(i -> i.on("a"))),
                table("", t -> t.dropIndex("ix").was(i -> i.on("a").include("b").where("c > 0 and b <> 'x'"))),
                table("", t -> t.dropIndex("ix_l").was(i -> i.onExpression("lower(b)"))),
                table(
                        "column b: type text, expected character varying(5)",
                        t -> t.dropColumn("b").was(text())),
                table(
                        "column b: default none, expected 'q'; column b: statistics none, expected 9",
                        t -> t.dropColumn("b").was(varchar(5)).notNull()),
                table(
                        "",
                        t -> t.dropColumn("b")
                                .was(varchar(5))
                                .notNull()
                                .defaultValue("q")
                                .statistics(9)),
                new Step(
                        "column a: nullable true, expected false; column b: missing",
                        op -> op.dropTable("t").cascade().was(t -> t.column("a", integer()))),
                new Step(
                        "comment none, expected told",
                        op -> op.alterTable(
                                "t", t -> t.changeComment().fromNone().to("x"))),
                new Step("increment 2, expected 5", op -> op.sequences().drop("q", s -> s.incrementBy(2))),
                new Step(
                        "attribute b: missing",
                        op -> op.types().dropComposite("pair").was(c -> c.attribute("a", integer()))),
                new Step("", op -> op.views().drop("v").was("select a  from t")),
                new Step(
                        "",
                        op -> op.views().replace("v").from("select a from t").to("select a, b from t")),
                new Step(
                        "query",
                        op -> op.views()
                                .replace("v")
                                .from("select a from t where a > 5")
                                .to("select a from t where a > 6")),
                new Step(
                        "query",
                        op -> op.views()
                                .replace("w")
                                .from("select a from t where a > 5 and a <> 8")
                                .to("select a from t")),
                new Step(
                        "",
                        op -> op.views()
                                .replace("w")
                                .from("select a from t where a > -7 and a != 8")
                                .to("select a from t")),
                new Step(
                        "",
                        op -> op.sequences()
                                .alter(
                                        "bounded",
                                        s -> s.incrementBy(2).minValue(1).maxValue(100),
                                        s -> s.incrementBy(-3).minValue(-50).maxValue(200))),
                new Step("", op -> op.renameTable("t").to("u")));
    }

    private static Step table(String difference, Consumer<AlterTableSpec> body) {
        return new Step(difference, op -> op.alterTable("t", body));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void what_an_undo_makes_otherwise_is_named(Step step) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            DatabaseSchema before = inspect(connection);
            Operation operation = Compiled.said(step.body()).get(0);

            assertThat(difference(operation, before)).contains(step.difference());
            if (step.difference().isEmpty()) {
                assertThat(difference(operation, before)).isEmpty();
            }
            run(connection, operation, before);
            run(connection, operation.inverse(), inspect(connection));
            connection.rollback();
        }
    }

    private static String difference(Operation operation, DatabaseSchema before) {
        return Lint.check(List.of(operation), before).stream()
                .map(Hazard::problem)
                .filter(problem -> problem.startsWith("An undo leaves"))
                .findFirst()
                .orElse("");
    }

    private static void run(Connection connection, Operation operation, DatabaseSchema before) throws SQLException {
        for (SqlStatement sql : Dialect.postgresql(database.version() * 10000).compile(operation, () -> before)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql.sql());
            }
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }
}
