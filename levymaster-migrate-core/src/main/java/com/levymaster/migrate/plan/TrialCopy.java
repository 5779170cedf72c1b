package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import org.jspecify.annotations.Nullable;

/** The temporary copy on which a step with an expression is tried. */
final class TrialCopy {

    static final ObjectName NAME = ObjectName.of("pg_temp", "levymaster_trial");

    private TrialCopy() {}

    /** Whether only the server knows if a step is right. */
    static boolean isAsked(Operation step) {
        if (step instanceof ChangeDefinition change && change.object().kind().isRoutine()) {
            return !change.isCreated();
        }
        if (step instanceof CreateDomain create) {
            return !create.domain().checks().isEmpty() || isExpression(create.domain().defaultValue());
        }
        return step instanceof CreateTable create
                ? isTried(create.table())
                : step instanceof CreateView || step instanceof ReplaceView || onCopy(step) != null;
    }

    /** The same step on the copy; null if there is nothing to ask. */
    static @Nullable Operation onCopy(Operation step) {
        if (step instanceof CreateIndex create) {
            return isTried(create.index())
                    ? new CreateIndex(NAME, create.index().withTablespace(null).withComment(null), false, false)
                    : null;
        }
        if (step instanceof AddConstraint add) {
            boolean tried =
                    add.constraint() instanceof Constraint.Check || add.constraint() instanceof Constraint.Exclusion;
            return tried ? new AddConstraint(NAME, add.constraint().withComment(null), null) : null;
        }
        if (step instanceof AddColumn add) {
            boolean tried =
                    add.column().generated() != null || isExpression(add.column().defaultValue());
            return tried ? new AddColumn(NAME, bare(add.column())) : null;
        }
        if (step instanceof ChangeDefault change) {
            return isExpression(change.to()) ? new ChangeDefault(NAME, change.column(), null, change.to()) : null;
        }
        if (step instanceof ChangeDefinition change) {
            return change.object().kind() == DefinedKind.POLICY && change.to() != null
                    ? new ChangeDefinition(
                            new DefinedObject(
                                    DefinedKind.POLICY, change.object().name(), change.object().arguments(), NAME),
                            Previous.of(null),
                            change.to())
                    : null;
        }
        if (step instanceof ChangeGenerated change) {
            return change.to() == null ? null : new ChangeGenerated(NAME, change.column(), change.from(), change.to());
        }
        if (step instanceof ChangeType change) {
            return new ChangeType(NAME, change.column(), change.from(), change.to(), change.using(), null);
        }
        return step instanceof ConvertColumn convert
                ? new ConvertColumn(NAME, convert.column(), convert.from(), convert.to(), convert.using(), null)
                : null;
    }

    /** Also text, which may be no value of the type. */
    private static boolean isExpression(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression && !isCounter(value)
                || value instanceof DefaultValue.StringLiteral;
    }

    /** The sequence may be one that the same plan creates. */
    private static boolean isCounter(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                && expression.sql().contains("nextval(");
    }

    private static boolean isTried(Table table) {
        return table.columns().stream().anyMatch(column -> column.generated() != null)
                || table.constraints(Constraint.Check.class).findAny().isPresent()
                || table.constraints(Constraint.Exclusion.class).findAny().isPresent()
                || table.indexes().values().stream().anyMatch(TrialCopy::isTried);
    }

    /** What an index over columns needs, the schema tells. */
    private static boolean isTried(Index index) {
        return index.where() != null
                || !index.method().equals("btree")
                || index.keys().stream().anyMatch(key -> key.expression() != null || key.operatorClass() != null);
    }

    /** The table with all that its columns are used in, without what refers to other tables. */
    static Table copy(Table table) {
        return Table.of(NAME, table.columns().stream().map(TrialCopy::bare).toList())
                .withConstraints(table.constraints().values().stream()
                        .filter(constraint -> !(constraint instanceof ForeignKey))
                        .map(constraint -> constraint.withComment(null))
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .map(index -> index.withTablespace(null).withComment(null))
                        .toList());
    }

    /** The columns alone. */
    static Table plain(Table table) {
        return Table.of(
                NAME,
                table.columns().stream()
                        .map(column -> bare(column).withDefault(null))
                        .toList());
    }

    private static Column bare(Column column) {
        return column.withDefault(isCounter(column.defaultValue()) ? null : column.defaultValue())
                .withIdentity(null).withComment(null).withInherited(false).withNotNullName(null);
    }

    static CreateDomain bare(CreateDomain create) {
        return new CreateDomain(create.domain().withName(NAME).withComment(null));
    }

    static View bare(View view) {
        return new View(NAME, view.query(), false, null);
    }
}
