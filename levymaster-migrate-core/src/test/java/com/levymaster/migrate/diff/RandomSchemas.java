package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Schemas that differ in everything, and have enough in common to be changed into one another. */
public final class RandomSchemas {

    private static final List<String> TYPES =
            List.of("integer", "bigint", "varchar(20)", "text", "numeric(10,2)", "uuid", "integer[]", "mood", "oid");
    private static final Set<String> TEXTS = Set.of("text", "character varying(20)");
    private static final List<String> TABLES = List.of("a", "b", "c", "d", "e");
    private static final List<String> COLUMNS = List.of("k", "m", "n", "x", "y", "z");

    private final Random random;

    public RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    public DatabaseSchema next() {
        DatabaseSchema schema = DatabaseSchema.empty("public");
        if (chance()) {
            schema = schema.withSchemas(Set.of("public", "other"));
        }
        schema = types(schema);
        for (String name : some(TABLES)) {
            schema = schema.with(table(schemaName(name, schema)));
        }
        schema = foreignKeys(schema);
        Map<ObjectName, Table> tables = schema.tables();
        for (ObjectName name : tables.keySet()) {
            if (chance()) {
                schema = schema.with(new View(ObjectName.of("v_" + name.name()), query(), chance(), comment()));
                schema = schema.withGrants(
                        Set.of(new Grant(GrantableKind.TABLE, name, pick(List.of("select", "insert")), "reader")));
            }
        }
        return schema;
    }

    private DatabaseSchema types(DatabaseSchema schema) {
        List<String> labels = new ArrayList<>(some(List.of("sad", "ok", "happy", "glad")));
        Collections.shuffle(labels, random);
        labels.add("calm");
        DatabaseSchema all = schema.with(new EnumType(ObjectName.of("mood"), labels, comment()));
        all = chance() ? all.with(EnumType.of(ObjectName.of("size"), List.of("s", "m"))) : all;
        for (String name : some(List.of("s1", "s2"))) {
            SequenceOptions options = SequenceOptions.DEFAULT.withIncrement(1 + random.nextInt(2));
            all = all.with(Sequence.of(ObjectName.of(name), options).withComment(comment()));
        }
        if (chance()) {
            all = all.with(new Domain(
                    ObjectName.of("short"),
                    ColumnType.parse(pick(List.of("text", "varchar(3)"))),
                    chance(),
                    null,
                    chance() ? Map.of("ck_short", "VALUE <> ''") : Map.of(),
                    comment()));
        }
        return chance() ? all.withExtensions(Map.of("citext", new Extension("citext", null))) : all;
    }

    private ObjectName schemaName(String name, DatabaseSchema schema) {
        return name.equals("e") && schema.schemas().contains("other")
                ? ObjectName.of("other", name)
                : ObjectName.of(name);
    }

    private Table table(ObjectName name) {
        List<Column> columns = new ArrayList<>();
        columns.add(
                Column.of("id", type("integer", "bigint")).withNullable(false).withIdentity(identity()));
        for (String column : some(COLUMNS)) {
            columns.add(column(column));
        }
        Collections.shuffle(columns, random);
        Table table = Table.of(name, columns).withComment(comment());
        table = table.withConstraint(Constraint.PrimaryKey.of(pick(List.of("pk_1", "pk_2")), List.of("id")));
        for (Column column : columns) {
            table = chance() ? table.withConstraint(unique(column.name())) : table;
            table = chance() ? table.withIndex(index(column.name())) : table;
            table = chance() ? table.withConstraint(check(column.name())) : table;
        }
        return table;
    }

    private @Nullable Identity identity() {
        return chance() ? new Identity(chance(), SequenceOptions.DEFAULT) : null;
    }

    private Column column(String name) {
        Column column = Column.of(name, type(TYPES.toArray(String[]::new)))
                .withNullable(chance())
                .withComment(comment())
                .withStatistics(chance() ? null : 100)
                .withStorage(chance() ? null : "external");
        column = TEXTS.contains(column.type().display()) && chance() ? column.withCollation("C") : column;
        return switch (random.nextInt(4)) {
            case 0 -> column.withGenerated(new GenerationExpression("id + " + random.nextInt(2), chance()));
            case 1 -> column.withDefault(defaultValue());
            default -> column;
        };
    }

    private DefaultValue defaultValue() {
        return switch (random.nextInt(3)) {
            case 0 -> new DefaultValue.NumberLiteral(BigDecimal.valueOf(random.nextInt(2)));
            case 1 -> new DefaultValue.StringLiteral("x");
            default -> new DefaultValue.Expression("now()");
        };
    }

    private Constraint unique(String column) {
        return new Constraint.Unique(
                "uq_" + random.nextInt(3), List.of(column), List.of(), chance(), false, deferral(), comment());
    }

    private Constraint.Deferral deferral() {
        return pick(List.of(Constraint.Deferral.values()));
    }

    private Constraint check(String column) {
        return new Constraint.Check(
                "ck_" + random.nextInt(3), column + " is not null and true", true, chance(), false, comment());
    }

    private Index index(String column) {
        Index index = Index.of("ix_" + random.nextInt(3), List.of(column)).withUnique(chance());
        return index.withWhere(chance() ? null : column + " is null").withComment(comment());
    }

    private DatabaseSchema foreignKeys(DatabaseSchema schema) {
        DatabaseSchema all = schema;
        List<Table> targets = List.copyOf(schema.tables().values());
        for (Table table : targets) {
            Table referring = table;
            for (int i = 0; i < 2; i++) {
                referring = chance() ? referring.withConstraint(reference(i, pick(targets))) : referring;
            }
            all = all.with(referring);
        }
        return all;
    }

    private ForeignKey reference(int number, Table target) {
        return ForeignKey.of("fk_" + number, List.of("id"), target.name(), List.of("id"))
                .withOnDelete(pick(List.of(ForeignKey.Action.values())))
                .withComment(comment());
    }

    private String query() {
        return "select " + random.nextInt(2);
    }

    private @Nullable String comment() {
        return pick(List.of("", "it's", "x")).isEmpty() ? null : pick(List.of("it's", "x"));
    }

    private ColumnType type(String... names) {
        return ColumnType.parse(pick(List.of(names)));
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private List<String> some(List<String> all) {
        return all.stream().filter(one -> chance()).toList();
    }

    /** The same, with the columns of each table in the order of their names. */
    static DatabaseSchema inOrder(DatabaseSchema schema) {
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        tables.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                .sorted(java.util.Comparator.comparing(Column::name))
                .toList()));
        return schema.withTables(tables).withSchemas(new TreeSet<>(schema.schemas()));
    }
}
