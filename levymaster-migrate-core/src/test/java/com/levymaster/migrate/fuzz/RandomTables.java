package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes up operations on tables and columns. */
final class RandomTables {

    private final Chance chance;

    RandomTables(Chance chance) {
        this.chance = chance;
    }

    @Nullable
    Operation create() {
        ObjectName name = chance.fresh();
        Table parent = chance.once(3) ? chance.table() : null;
        if (parent != null) {
            return new CreateTable(derived(name, parent));
        }
        Table table = Table.of(name, List.of());
        boolean partitioned = chance.once(6);
        if (chance.once(2)) {
            table = table.withColumn(Column.of("id", ColumnType.parse(chance.pick("bigint", "integer")))
                    .withNullable(false)
                    .withIdentity(chance.once(2) ? identity() : null));
        }
        int more = 1 + chance.below(4);
        for (int i = 0; i < more; i++) {
            Column column = column(chance.freshColumn(table));
            table = table.column(column.name()).isPresent() ? table : table.withColumn(column);
        }
        String key = table.columns().get(0).name();
        if (chance.once(2)) {
            table = table.withConstraint(Constraint.PrimaryKey.of(chance.freshKey(table), List.of(key)));
        }
        Table.Options options = new Table.Options(
                chance.once(12),
                null,
                partitioned ? chance.pick("LIST", "RANGE", "HASH") + " (" + chance.quote(key) + ")" : null,
                List.of(),
                !partitioned && chance.once(5) ? Map.of("fillfactor", "80") : Map.of());
        return new CreateTable(table.withOptions(options).withComment(chance.comment()));
    }

    /** A partition of a partitioned table, a child of another one. */
    private Table derived(ObjectName name, Table parent) {
        if (parent.options().partitionBy() == null) {
            return Table.of(name, List.of(column(chance.freshColumn(parent))))
                    .withOptions(new Table.Options(false, null, null, List.of(parent.name()), Map.of()));
        }
        String bound = parent.options().partitionBy().startsWith("HASH")
                ? "FOR VALUES WITH (modulus 3, remainder " + chance.below(3) + ")"
                : "DEFAULT";
        return Table.of(name, List.of())
                .withOptions(new Table.Options(
                        false, null, null, List.of(), Map.of(), new Table.Partition(parent.name(), bound)));
    }

    private Column column(String name) {
        ColumnType type = chance.type();
        Column column = Column.of(name, type)
                .withNullable(!chance.once(4))
                .withComment(chance.comment())
                .withStatistics(chance.once(10) ? 200 : null)
                .withDefault(chance.once(3) ? value(type) : null);
        return type.display().equals("text") && chance.once(3) ? column.withCollation("C") : column;
    }

    @Nullable
    private DefaultValue value(ColumnType type) {
        EnumType known = type instanceof ColumnType.UserDefined user
                ? chance.schema().enums().get(user.name())
                : null;
        if (known != null && known.labels().isEmpty()) {
            return null;
        }
        if (known != null) {
            return new DefaultValue.StringLiteral(
                    known.labels().get(chance.below(known.labels().size())));
        }
        return switch (type.display()) {
            case "integer", "bigint", "numeric(10,2)" ->
                chance.pick(new DefaultValue.NumberLiteral(new BigDecimal("7")), new DefaultValue.Expression("1 + 1"));
            case "text", "character varying(20)" ->
                chance.pick(
                        new DefaultValue.StringLiteral("it's"),
                        new DefaultValue.StringLiteral("status"),
                        new DefaultValue.Expression("lower('A')"),
                        new DefaultValue.Expression("current_user"));
            case "boolean" -> new DefaultValue.BooleanLiteral(true);
            case "date" -> new DefaultValue.Expression("current_date");
            default -> null;
        };
    }

    private Identity identity() {
        SequenceOptions options = chance.pick(
                SequenceOptions.DEFAULT,
                SequenceOptions.DEFAULT.withIncrement(5),
                SequenceOptions.DEFAULT.withIncrement(-1).withStart(-1),
                SequenceOptions.DEFAULT.withStart(100).withCache(3));
        return new Identity(chance.once(2), options);
    }

    @Nullable
    Operation drop() {
        Table table = chance.table();
        return table == null ? null : new DropTable(table.name(), chance.once(12) ? null : table, chance.once(4));
    }

    @Nullable
    Operation rename() {
        Table table = chance.table();
        return table == null
                ? null
                : new RenameTable(table.name(), chance.freshIn(table.name().schema()));
    }

    @Nullable
    Operation move() {
        Table table = chance.table();
        if (table == null || !chance.schema().schemas().contains(Chance.OTHER_SCHEMA)) {
            return null;
        }
        return new MoveTable(table.name(), table.name().schema() == null ? Chance.OTHER_SCHEMA : null);
    }

    @Nullable
    Operation addColumn() {
        Table table = chance.table();
        if (table == null) {
            return null;
        }
        Column column = column(chance.freshColumn(table));
        return new AddColumn(table.name(), column.defaultValue() == null ? column.withNullable(true) : column);
    }

    @Nullable
    Operation changeColumn() {
        Table table = chance.table();
        Column column = table == null ? null : chance.any(table.columns());
        if (table == null || column == null) {
            return null;
        }
        ObjectName name = table.name();
        return switch (chance.below(8)) {
            case 0 -> new DropColumn(name, column.name(), chance.once(12) ? null : column, chance.once(4));
            case 1, 2 -> new RenameColumn(name, column.name(), chance.freshColumn(table));
            case 3 -> retyped(name, column);
            case 4 ->
                new ChangeNullability(
                        name,
                        column.name(),
                        !column.nullable(),
                        column.nullable() ? notNullName() : column.notNullName());
            case 5 ->
                new ChangeDefault(
                        name,
                        column.name(),
                        Previous.of(column.defaultValue()),
                        column.defaultValue() == null ? value(column.type()) : null);
            case 6 -> special(table, column);
            default -> converted(name, column);
        };
    }

    @Nullable
    private String notNullName() {
        return chance.version() > 17 && chance.once(3) ? "nn" + chance.below(1000) : null;
    }

    @Nullable
    private Operation retyped(ObjectName table, Column column) {
        String from = column.type().display();
        String to = switch (from) {
            case "integer" -> chance.pick("bigint", "numeric(10,2)");
            case "bigint" -> "numeric(10,2)";
            case "character varying(20)" -> chance.pick("text", "character varying(40)");
            case "text" -> "character varying(40)";
            case "date" -> "timestamp(6) without time zone";
            case "numeric(10,2)" -> "numeric(12,4)";
            default -> null;
        };
        String collation = to == null || !to.startsWith("char") && !to.equals("text") ? null : column.collation();
        return to == null
                ? null
                : new ChangeType(
                        table,
                        column.name(),
                        new ChangeType.Shape(column.type(), column.collation()),
                        new ChangeType.Shape(ColumnType.parse(to), collation),
                        null,
                        null);
    }

    @Nullable
    private Operation converted(ObjectName table, Column column) {
        String from = column.type().display();
        String to = List.of("integer", "bigint", "date", "numeric(10,2)").contains(from)
                ? chance.pick("text", "character varying(20)")
                : List.of("text", "character varying(20)").contains(from) ? "character varying(40)" : null;
        String c = chance.quote(column.name());
        return to == null
                ? null
                : new ConvertColumn(
                        table, column.name(), column.type(), ColumnType.parse(to), c + "::text", c + "::" + from);
    }

    @Nullable
    private Operation special(Table table, Column column) {
        if (column.generated() != null) {
            return new ChangeGenerated(table.name(), column.name(), Previous.of(column.generated()), null);
        }
        if (column.type().isInteger()) {
            return new ChangeIdentity(
                    table.name(),
                    column.name(),
                    Previous.of(column.identity()),
                    column.identity() != null && chance.once(2) ? null : identity());
        }
        List<Column> added = new ArrayList<>(table.columns());
        added.remove(column);
        return new AddColumn(
                table.name(),
                Column.of(chance.freshColumn(table), column.type())
                        .withGenerated(new GenerationExpression(
                                chance.expression(column), chance.version() < 18 || chance.once(2))));
    }
}
