package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes up the operations that create a whole database; the same seed makes the same one. */
final class RandomDatabase {

    private static final List<String> NAMES =
            List.of("alpha", "Beta", "order", "say \"hi\"", "naïve", "with space", "a.b", "9lives", "日本", "user");

    private static final Map<String, List<DefaultValue>> DEFAULTS = Map.of(
            "integer", List.of(number("0"), number("-5"), sql("1 + 1")),
            "bigint", List.of(number("9000000000")),
            "numeric(10,2)", List.of(number("0.10"), number("1")),
            "text", List.of(string(""), string("it's"), string("back\\slash"), string("null"), sql("upper('a')")),
            "character varying(20)", List.of(string("x"), sql("current_user")),
            "boolean", List.of(new DefaultValue.BooleanLiteral(true), new DefaultValue.BooleanLiteral(false)),
            "date", List.of(string("2026-01-31"), sql("current_date")),
            "timestamp(6) with time zone", List.of(sql("now()")),
            "jsonb", List.of(string("{}"), string("{\"a\": [1, \"b\"]}")),
            "text[]", List.of(string("{}"), string("{a,\"b c\"}")));

    private static final List<String> OTHER_TYPES =
            List.of("uuid", "bytea", "inet", "double precision", "interval", "time without time zone", "integer[]");

    private final Random random;
    private final int version;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    /** @param version the major version of the server; only what it has is made up */
    RandomDatabase(long seed, int version) {
        this.version = version;
        this.random = new Random(seed);
    }

    List<Operation> operations() {
        operations.add(new CreateSchema("Other one"));
        operations.add(
                new CreateEnum(new EnumType(ObjectName.of("Mood"), List.of("sad", "it's ok", "ÜBER"), comment())));
        operations.add(new CreateDomain(new Domain(
                ObjectName.of("percent"),
                ColumnType.parse("integer"),
                chance(),
                chance() ? number("5") : null,
                Map.of("percent_range", "value >= 0 and value <= 100"),
                comment())));
        operations.add(new CreateSequence(
                Sequence.of(ObjectName.of(pick("seq", "Seq 2")), options()).withComment(comment())));
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Table table = table(ObjectName.of(chance() ? null : "Other one", NAMES.get(i) + i));
            tables.add(table);
            operations.add(new CreateTable(table));
        }
        tables.forEach(this::foreignKey);
        operations.add(new GrantPrivileges(
                GrantableKind.TABLE, tables.get(0).name(), List.of(pick("select", "insert")), "public"));
        return operations;
    }

    private Table table(ObjectName name) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("id", ColumnType.parse("bigint"))
                .withNullable(false)
                .withIdentity(chance() ? new Identity(chance(), options()) : null));
        columns.add(Column.of("n", ColumnType.parse("integer")).withNullable(chance()));
        columns.add(Column.of("parent", ColumnType.parse("bigint")));
        int more = random.nextInt(5);
        for (int i = 0; i < more; i++) {
            columns.add(column(NAMES.get(i)));
        }
        if (chance()) {
            columns.add(Column.of("twice", ColumnType.parse("integer"))
                    .withGenerated(new GenerationExpression("n * 2", chance() || version < 18)));
        }
        return Table.of(name, columns)
                .withConstraints(constraints(name.name()))
                .withIndexes(indexes(name.name()))
                .withOptions(new Table.Options(
                        false, null, null, List.of(), chance() ? Map.of("fillfactor", "80") : Map.of()))
                .withComment(comment());
    }

    private Column column(String name) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            ColumnType mood = new ColumnType.UserDefined(ObjectName.of("Mood"), List.of());
            return Column.of(name, chance() ? mood : mood.array())
                    .withDefault(null)
                    .withComment(comment());
        }
        if (kind == 1) {
            return Column.of(name, new ColumnType.UserDefined(ObjectName.of("percent"), List.of()));
        }
        if (kind < 4) {
            return Column.of(name, ColumnType.parse(OTHER_TYPES.get(random.nextInt(OTHER_TYPES.size()))))
                    .withNullable(chance());
        }
        String type = DEFAULTS.keySet().stream().sorted().toList().get(random.nextInt(DEFAULTS.size()));
        List<DefaultValue> defaults = DEFAULTS.getOrDefault(type, List.of());
        Column column = Column.of(name, ColumnType.parse(type))
                .withNullable(chance())
                .withComment(comment())
                .withStatistics(chance() ? null : 200)
                .withDefault(chance() ? null : defaults.get(random.nextInt(defaults.size())));
        return type.equals("text")
                ? column.withCollation(chance() ? null : "C").withStorage(chance() ? null : "external")
                : column;
    }

    private List<Constraint> constraints(String table) {
        List<Constraint> all = new ArrayList<>();
        all.add(new Constraint.PrimaryKey(
                "PK " + table,
                List.of("id"),
                chance() ? List.of() : List.of("n"),
                false,
                Deferral.NOT_DEFERRABLE,
                comment()));
        if (chance()) {
            all.add(new Constraint.Unique(
                    "uq_" + table, List.of("n", "parent"), List.of(), chance(), false, deferral(), comment()));
        }
        if (chance()) {
            all.add(new Constraint.Check(
                    "ck_" + table,
                    pick("n > 0", "n between 1 and 5 or parent is null"),
                    chance(),
                    chance(),
                    false,
                    comment()));
        }
        return all;
    }

    private List<Index> indexes(String table) {
        List<Index> all = new ArrayList<>();
        Index.Key n = Index.Key.column("n").withNullsFirst(chance() ? null : chance());
        if (chance()) {
            all.add(Index.of("ix_" + table, List.of("parent"))
                    .withKeys(List.of(chance() ? n.desc() : n, Index.Key.column("parent")))
                    .withUnique(chance())
                    .withInclude(chance() ? List.of() : List.of("id"))
                    .withWhere(chance() ? null : "n > 3 and parent is not null")
                    .withOptions(chance() ? Map.of() : Map.of("fillfactor", "70"))
                    .withComment(comment()));
        }
        if (chance()) {
            all.add(Index.of("IX 2 " + table, List.of("n")).withMethod(pick("hash", "brin", "btree")));
        }
        if (chance()) {
            all.add(Index.of("ix3_" + table, List.of("n"))
                    .withKeys(List.of(Index.Key.expression("abs(n)"), Index.Key.expression("n + parent"))));
        }
        return all;
    }

    private void foreignKey(Table table) {
        Table other = tables.get(random.nextInt(tables.size()));
        operations.add(new AddConstraint(
                table.name(),
                new ForeignKey(
                        "fk_" + table.name().name(),
                        List.of("parent"),
                        other.name(),
                        List.of("id"),
                        pick(ForeignKey.Action.values()),
                        List.of(),
                        pick(ForeignKey.Action.NO_ACTION, ForeignKey.Action.CASCADE),
                        chance(),
                        deferral(),
                        chance(),
                        false,
                        false,
                        comment()),
                null));
    }

    private SequenceOptions options() {
        SequenceOptions options = SequenceOptions.DEFAULT
                .withIncrement(1 + random.nextInt(50))
                .withCache(1 + random.nextInt(3))
                .withCycle(chance());
        return chance()
                ? options
                : options.withMinValue(-10L).withMaxValue(100_000L).withStart(random.nextInt(50));
    }

    private Deferral deferral() {
        return pick(Deferral.values());
    }

    private @Nullable String comment() {
        return random.nextInt(3) < 2 ? null : "it's \\ a \"comment\"";
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    @SafeVarargs
    private <T> T pick(T... of) {
        return of[random.nextInt(of.length)];
    }

    private static DefaultValue number(String text) {
        return new DefaultValue.NumberLiteral(new BigDecimal(text));
    }

    private static DefaultValue string(String text) {
        return new DefaultValue.StringLiteral(text);
    }

    private static DefaultValue sql(String text) {
        return new DefaultValue.Expression(text);
    }
}
