package com.levymaster.migrate.plan;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.CommentOperation;
import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.PrivilegeOperation;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.TypeOperation.RenameType;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.sql.ReferencedNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server about expressions: whether it finds their functions and operators, whether these are immutable, whether an
 * index can hold their type. A step is executed on an empty temporary copy of its table, as it is foretold, and rolled back.
 */
final class TriedSteps {

    private static final ObjectName COPY = ObjectName.of("pg_temp", "levymaster_trial");

    /** Invalid definition, functions and operators that are missing or ambiguous, types that do not fit, aggregates. */
    private static final Set<String> REFUSALS =
            Set.of("42P17", "42883", "42725", "42804", "42846", "42809", "42803", "42P20");

    /** Of views also: other columns, and columns that are missing. */
    private static final Set<String> REFUSALS_OF_VIEWS = Set.of("42P16", "42703");

    private final Dialect dialect;
    private final ServerTrial trial;

    TriedSteps(Dialect dialect, ServerTrial trial) {
        this.dialect = dialect;
        this.trial = trial;
    }

    /**
     * Returns why the server refuses a step.
     *
     * @param earlier the steps of the plan before it, which have not run
     * @param before the schema before the step
     */
    List<Refusal> of(Operation step, List<Operation> earlier, DatabaseSchema before) {
        Operation tried = step instanceof Autocommit block
                        && block.safely() == null
                        && block.steps().size() == 1
                ? block.steps().get(0)
                : step;
        if (trial == ServerTrial.NONE || OperationList.leaves(earlier).anyMatch(e -> mayDecideAbout(e, tried))) {
            return List.of();
        }
        SQLException refusal = null;
        try {
            refusal = refusal(tried, earlier, before);
        } catch (MigrationException e) {
            // the step itself is refused for this when it is compiled
        }
        return refusal == null
                ? List.of()
                : List.of(new Refusal(
                        "the server refuses it: " + SqlStates.message(refusal) + " (SQLSTATE " + refusal.getSQLState()
                                + ")",
                        "correct the expression, or what uses the column"));
    }

    private @Nullable SQLException refusal(Operation step, List<Operation> earlier, DatabaseSchema before) {
        if (step instanceof CreateView || step instanceof ReplaceView) {
            boolean same = OperationList.leaves(earlier).allMatch(TriedSteps::leavesQueries)
                    && Collections.disjoint(created(earlier), ReferencedNames.of(query(step)));
            return same ? ofView(step, before) : null;
        }
        if (step instanceof CreateTable create) {
            return isTried(create.table()) ? refusal(List.of(), create(copy(create.table())), Set.of()) : null;
        }
        Operation onCopy = onCopy(step);
        Table table = onCopy == null
                ? null
                : AffectedObject.of(step)
                        .map(affected -> before.tables().get(before.resolve(affected.object())))
                        .orElse(null);
        if (onCopy == null || table == null) {
            return null;
        }
        if (step instanceof ChangeType || step instanceof ConvertColumn) {
            return ofTableAndHeirs(table, onCopy, before);
        }
        Table copy = plain(table);
        return refusal(create(copy), sql(onCopy, before.with(copy)), Set.of());
    }

    /** A change of a type reaches what partitions and inheriting tables have of their own. */
    private @Nullable SQLException ofTableAndHeirs(Table table, Operation onCopy, DatabaseSchema before) {
        Table copy = copy(table);
        SQLException refusal = refusal(create(copy), sql(onCopy, before.with(copy)), Set.of());
        for (Table heir : InheritanceEffects.children(before, table.name())) {
            refusal = refusal == null ? ofTableAndHeirs(heir, onCopy, before) : refusal;
        }
        return refusal;
    }

    private @Nullable SQLException ofView(Operation step, DatabaseSchema before) {
        if (step instanceof CreateView create) {
            return create.view().materialized()
                    ? null
                    : refusal(List.of(), sql(new CreateView(bare(create.view())), before), REFUSALS_OF_VIEWS);
        }
        ReplaceView replace = (ReplaceView) step;
        View view = before.views().get(before.resolve(replace.name()));
        if (view == null || view.materialized() || replace.columns() != null) {
            return null;
        }
        View copy = bare(view);
        return refusal(
                sql(new CreateView(copy), before),
                sql(new ReplaceView(COPY, copy.query(), replace.to()), before.with(copy)),
                REFUSALS_OF_VIEWS);
    }

    private static String query(Operation step) {
        return step instanceof CreateView create ? create.view().query() : ((ReplaceView) step).to();
    }

    /** A name without a schema may mean another relation before the step that creates it. */
    private static Set<String> created(List<Operation> earlier) {
        return OperationList.leaves(earlier)
                .flatMap(e -> e instanceof CreateTable table
                        ? Stream.of(table.table().name().name())
                        : e instanceof CreateView view
                                ? Stream.of(view.view().name().name())
                                : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static View bare(View view) {
        return new View(COPY, view.query(), false, null);
    }

    private @Nullable SQLException refusal(List<String> preparation, List<String> statements, Set<String> further) {
        SQLException refusal = trial.refusal(preparation, statements);
        if (refusal == null) {
            return null;
        }
        String state = refusal.getSQLState();
        boolean counts = state != null
                && (REFUSALS.contains(state)
                        || further.contains(state)
                        // undefined object
                        || state.equals("42704")
                                && String.valueOf(refusal.getMessage()).contains("operator class"));
        return counts ? refusal : null;
    }

    /** The same step on the copy; null if there is nothing to ask. */
    private static @Nullable Operation onCopy(Operation step) {
        if (step instanceof CreateIndex create) {
            return isTried(create.index())
                    ? new CreateIndex(COPY, create.index().withTablespace(null).withComment(null), false, false)
                    : null;
        }
        if (step instanceof AddConstraint add) {
            boolean tried =
                    add.constraint() instanceof Constraint.Check || add.constraint() instanceof Constraint.Exclusion;
            return tried ? new AddConstraint(COPY, add.constraint().withComment(null), null) : null;
        }
        if (step instanceof AddColumn add) {
            return add.column().generated() == null ? null : new AddColumn(COPY, bare(add.column()));
        }
        if (step instanceof ChangeGenerated change) {
            return change.to() == null ? null : new ChangeGenerated(COPY, change.column(), change.from(), change.to());
        }
        if (step instanceof ChangeType change) {
            return new ChangeType(COPY, change.column(), change.from(), change.to(), change.using(), null);
        }
        return step instanceof ConvertColumn convert
                ? new ConvertColumn(COPY, convert.column(), convert.from(), convert.to(), convert.using(), null)
                : null;
    }

    private static boolean isTried(Table table) {
        return table.columns().stream().anyMatch(column -> column.generated() != null)
                || table.constraints(Constraint.Exclusion.class).findAny().isPresent()
                || table.indexes().values().stream().anyMatch(TriedSteps::isTried);
    }

    /** What an index over columns needs, the schema tells. */
    private static boolean isTried(Index index) {
        return index.where() != null
                || !index.method().equals("btree")
                || index.keys().stream().anyMatch(key -> key.expression() != null || key.operatorClass() != null);
    }

    /** The table with all that its columns are used in, without what refers to other tables. */
    private static Table copy(Table table) {
        return Table.of(COPY, table.columns().stream().map(TriedSteps::bare).toList())
                .withConstraints(table.constraints().values().stream()
                        .filter(constraint -> !(constraint instanceof ForeignKey))
                        .map(constraint -> constraint.withComment(null))
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .map(index -> index.withTablespace(null).withComment(null))
                        .toList());
    }

    /** The columns alone. */
    private static Table plain(Table table) {
        return Table.of(
                COPY,
                table.columns().stream()
                        .map(column -> bare(column).withDefault(null))
                        .toList());
    }

    private static Column bare(Column column) {
        return column.withIdentity(null).withComment(null).withInherited(false).withNotNullName(null);
    }

    private List<String> create(Table table) {
        return sql(new CreateTable(table), DatabaseSchema.empty("public").withServerVersion(dialect.majorVersion()));
    }

    private List<String> sql(Operation operation, DatabaseSchema before) {
        return dialect.compile(operation, () -> before).stream()
                .filter(statement -> !statement.isComment())
                .map(SqlStatement::sql)
                .toList();
    }

    /** Whether an earlier step may change what the server answers: it brings or changes a function, an operator, a type. */
    private static boolean mayDecideAbout(Operation earlier, Operation step) {
        if (earlier instanceof ExtensionOperation || earlier instanceof SchemaOperation) {
            return true;
        }
        boolean names = earlier instanceof TypeOperation
                || earlier instanceof CompositeOperation
                || earlier instanceof ChangeDefinition;
        return names && names(earlier).anyMatch(step.toString()::contains);
    }

    private static Stream<String> names(Operation earlier) {
        List<String> names = new ArrayList<>();
        AffectedObject.of(earlier)
                .ifPresent(affected -> names.add(affected.object().name()));
        if (earlier instanceof ChangeDefinition change) {
            names.add(change.object().name().name());
        } else if (earlier instanceof RenameType rename) {
            names.add(rename.to());
        }
        return names.stream();
    }

    /** Whether a query means the same after the step. */
    private static boolean leavesQueries(Operation earlier) {
        return earlier instanceof CreateTable
                || earlier instanceof CreateView
                || earlier instanceof IndexOperation
                || earlier instanceof ConstraintOperation
                || earlier instanceof CommentOperation
                || earlier instanceof PrivilegeOperation;
    }
}
