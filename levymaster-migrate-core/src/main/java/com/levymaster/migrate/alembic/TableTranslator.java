package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Constant;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates {@code create_table} and {@code add_column}, with what SQLAlchemy creates beside the table. */
record TableTranslator(Steps steps) {

    void createTable(Call call) {
        Arguments arguments = new Arguments(call, "table_name");
        String schema = arguments.text("schema");
        ObjectName name = ObjectName.of(schema, arguments.requiredText("table_name"));
        List<TranslatedColumn> columns = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        for (Expression part : arguments.rest()) {
            if (!isLeftOut(part)) {
                part(withoutLeftOut(part), schema, columns, constraints, indexes);
            }
        }
        Table.Options options = options(arguments);
        String comment = arguments.text("comment");
        boolean guarded = arguments.isTrue("if_not_exists");
        arguments
                .ignoring("info", "keep_existing", "extend_existing", "quote", "implicit_returning", "listeners")
                .end();
        parts(name, columns, constraints, indexes);
        Table table = new Table(
                name, columns.stream().map(TranslatedColumn::column).toList(), Map.of(), Map.of(), options, comment);
        columns.forEach(this::createEnum);
        create(table.withIndexes(indexes), columns, constraints, guarded);
    }

    /** SQLAlchemy leaves a foreign key with {@code use_alter} to a later statement, which Alembic does not write. */
    private static boolean isLeftOut(Expression part) {
        return part instanceof Call call
                && Scope.functionName(call).startsWith("ForeignKey")
                && call.named().get("use_alter") instanceof Constant constant
                && Boolean.TRUE.equals(constant.value());
    }

    private static Expression withoutLeftOut(Expression part) {
        return part instanceof Call call
                ? new Call(
                        call.function(),
                        call.arguments().stream()
                                .filter(argument -> !isLeftOut(argument))
                                .toList(),
                        call.named(),
                        call.line())
                : part;
    }

    private static void part(
            Expression part,
            @Nullable String schema,
            List<TranslatedColumn> columns,
            List<Constraint> constraints,
            List<Index> indexes) {
        switch (Scope.functionName(part)) {
            case "Column" -> columns.add(new ColumnTranslator(schema).translate(part));
            case "Index" -> {
                Arguments arguments = new Arguments((Call) part, "name");
                indexes.add(IndexTranslator.translate(arguments.requiredText("name"), arguments.rest(), arguments));
            }
            default -> {
                if (!(part instanceof Call call)) {
                    throw new NotUnderstoodException(part.line(), "a part of a table");
                }
                constraints.add(ConstraintTranslator.translate(call));
            }
        }
    }

    /** Adds the constraints and indexes that the columns bring. */
    private static void parts(
            ObjectName table, List<TranslatedColumn> columns, List<Constraint> constraints, List<Index> indexes) {
        List<String> keys = columns.stream()
                .filter(TranslatedColumn::keyed)
                .map(column -> column.column().name())
                .toList();
        if (!keys.isEmpty() && constraints.stream().noneMatch(Constraint.PrimaryKey.class::isInstance)) {
            constraints.add(0, Constraint.PrimaryKey.of("", keys));
        }
        for (TranslatedColumn column : columns) {
            String name = column.column().name();
            constraints.addAll(column.constraints());
            if (column.indexed()) {
                indexes.add(IndexTranslator.ofColumn(table, name, column.unique()));
            } else if (column.unique()) {
                constraints.add(Constraint.Unique.of("", List.of(name)));
            }
        }
    }

    private void create(Table table, List<TranslatedColumn> columns, List<Constraint> constraints, boolean guarded) {
        ServerNames names = new ServerNames(steps.schema(), table.name().schema());
        names.given(table.name().name());
        constraints.forEach(constraint -> names.given(constraint.name()));
        table.indexes().keySet().forEach(names::given);
        List<String> key = keyOf(constraints);
        Table created = table.withColumns(columns.stream()
                .map(column ->
                        key.contains(column.column().name()) ? column.column().withNullable(false) : column.column())
                .toList());
        List<Sequence> sequences = new ArrayList<>();
        for (TranslatedColumn column : columns) {
            boolean keyed = key.contains(column.column().name());
            if (keyed && column.isSerial(key.size())) {
                Sequence sequence = sequence(created.name(), column.column(), names);
                sequences.add(sequence);
                created = created.withColumn(column.column().name(), c -> counting(c, sequence));
            }
        }
        List<Constraint> ordered = new ArrayList<>(constraints);
        ordered.sort(Comparator.comparingInt(TableTranslator::order));
        for (Constraint constraint : ordered) {
            created = created.withConstraint(
                    constraint.name().isEmpty() ? constraint.withName(names.of(constraint, created)) : constraint);
        }
        sequences.forEach(sequence -> steps.add(new CreateSequence(sequence.withOwner(null))));
        add(new CreateTable(created), guarded);
        sequences.forEach(
                sequence -> steps.add(new ChangeSequenceOwner(sequence.name(), Previous.of(null), sequence.ownedBy())));
    }

    private static List<String> keyOf(List<Constraint> constraints) {
        return constraints.stream()
                .filter(Constraint.PrimaryKey.class::isInstance)
                .map(Constraint.PrimaryKey.class::cast)
                .map(Constraint.PrimaryKey::columns)
                .findFirst()
                .orElse(List.of());
    }

    /** The order in which the server names the constraints of a new table. */
    private static int order(Constraint constraint) {
        return constraint instanceof Constraint.Check ? 0 : constraint instanceof ForeignKey ? 2 : 1;
    }

    private static Sequence sequence(ObjectName table, Column column, ServerNames names) {
        ObjectName name = table.renamed(names.sequence(table.name(), column.name()));
        return new Sequence(
                name, column.type(), SequenceOptions.DEFAULT, new Sequence.Owner(table, column.name()), null);
    }

    private static Column counting(Column column, Sequence sequence) {
        ObjectName name = sequence.name();
        String quoted = (name.schema() == null ? "" : SqlValues.DIALECT.quote(name.schema()) + ".")
                + SqlValues.DIALECT.quote(name.name());
        return column.withNullable(false)
                .withDefault(
                        new DefaultValue.Expression("nextval(" + SqlValues.DIALECT.literal(quoted) + "::regclass)"));
    }

    void addColumn(Call call) {
        Arguments arguments = new Arguments(call, "table_name", "column");
        String schema = arguments.text("schema");
        ObjectName table = ObjectName.of(schema, arguments.requiredText("table_name"));
        TranslatedColumn column = new ColumnTranslator(schema).translate(arguments.required("column"));
        boolean guarded = arguments.isTrue("if_not_exists");
        arguments.ignoring("inline_references", "insert_before", "insert_after").end();
        if (column.keyed()) {
            throw new NotUnderstoodException(call.line(), "a new column of the primary key");
        }
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        parts(table, List.of(column), constraints, indexes);
        createEnum(column);
        add(new AddColumn(table, column.column()), guarded);
        constraints.forEach(constraint -> addConstraint(table, constraint));
        indexes.forEach(index -> steps.add(new CreateIndex(table, index, false)));
    }

    /** Adds a constraint, with the name that the server would choose if it has none. */
    void addConstraint(ObjectName table, Constraint constraint) {
        Table known = steps.schema().tables().getOrDefault(steps.schema().resolve(table), Table.of(table, List.of()));
        ServerNames names = new ServerNames(steps.schema(), table.schema());
        Constraint named = constraint.name().isEmpty()
                ? constraint.withName(names.of(constraint, known.withName(table)))
                : constraint;
        steps.add(new AddConstraint(table, named, null, List.of()));
    }

    private void createEnum(TranslatedColumn column) {
        EnumType type = column.created();
        if (type != null && !steps.schema().enums().containsKey(steps.schema().resolve(type.name()))) {
            steps.add(new CreateEnum(type));
        }
    }

    private void add(Operation operation, boolean guarded) {
        steps.add(guarded ? new IfNotExists(operation) : operation);
    }

    private static Table.Options options(Arguments arguments) {
        String partitionBy = arguments.text("postgresql_partition_by");
        String tablespace = arguments.text("postgresql_tablespace");
        List<ObjectName> parents = arguments.texts("postgresql_inherits").stream()
                .map(ObjectName::of)
                .toList();
        boolean unlogged = false;
        for (String prefix : arguments.texts("prefixes")) {
            if (!prefix.equalsIgnoreCase("unlogged")) {
                throw new NotUnderstoodException(arguments.line(), "the prefix " + prefix);
            }
            unlogged = true;
        }
        return new Table.Options(unlogged, tablespace, partitionBy, parents, Map.of());
    }

    /** The name of a table that was created by {@code t = op.create_table("name", …)} or {@code sa.table("name", …)}. */
    static ObjectName named(Expression table) {
        if (table instanceof Text text) {
            return ObjectName.of(text.value());
        }
        if (table instanceof Call call) {
            String function = Scope.functionName(call);
            if (function.equals("create_table") || function.equals("table") || function.equals("Table")) {
                Arguments arguments = new Arguments(call, "name");
                Expression name = arguments.required("name");
                return ObjectName.of(arguments.text("schema"), SqlValues.name(name));
            }
        }
        throw new NotUnderstoodException(table.line(), "a table");
    }
}
