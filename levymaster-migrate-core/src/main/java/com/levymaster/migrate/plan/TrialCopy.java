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
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The temporary copy on which a step with an expression is tried. */
final class TrialCopy {

    static final ObjectName NAME = ObjectName.of("pg_temp", "levymaster_trial");

    private static final Set<String> TEXT = Set.of("text", "character varying");

    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    private static final Set<String> TIMES = Set.of("date", "timestamp with time zone", "timestamp without time zone");

    /** The types that common defaults fit, so that the server is not asked about them. */
    private static final Map<String, Set<String>> FITTING = Map.of(
            "now()", TIMES,
            "current_timestamp", TIMES,
            "localtimestamp", TIMES,
            "current_date", TIMES,
            "gen_random_uuid()", Set.of("uuid"));

    private TrialCopy() {}

    /** Whether only the server knows if a step is right. */
    static boolean isAsked(Operation step) {
        if (step instanceof ChangeDefinition change && change.object().kind().isRoutine()) {
            return true;
        }
        if (step instanceof CreateDomain create) {
            return isTried(create.domain());
        }
        if (step instanceof AlterDomain alter) {
            return isTried(alter.to());
        }
        if (TriedOptions.areIn(step)) {
            return true;
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
            return isTried(add.constraint()) && add.usingIndex() == null
                    ? new AddConstraint(NAME, add.constraint().withComment(null), null)
                    : null;
        }
        if (step instanceof AddColumn add) {
            return isTried(add.column()) ? new AddColumn(NAME, bare(add.column())) : null;
        }
        if (step instanceof ChangeDefault change) {
            return change.to() != null && !isCounter(change.to())
                    ? new ChangeDefault(NAME, change.column(), null, change.to())
                    : null;
        }
        if (step instanceof ChangeDefinition change) {
            return TriedDefinitions.onCopy(change);
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

    /** Whether the server has to say if a default fits its type. What an enum has, the schema tells. */
    private static boolean isTried(Column column) {
        DefaultValue value = column.defaultValue();
        if (column.generated() != null) {
            return true;
        }
        if (value == null || isCounter(value)) {
            return false;
        }
        String type = column.type() instanceof ColumnType.BuiltIn builtIn ? builtIn.name() : "";
        return value instanceof DefaultValue.Expression expression
                ? !FITTING.getOrDefault(expression.sql().toLowerCase(Locale.ROOT), Set.of())
                        .contains(type)
                : !type.isEmpty() && !fits(value, type);
    }

    private static boolean fits(DefaultValue value, String type) {
        if (value instanceof DefaultValue.StringLiteral) {
            return TEXT.contains(type);
        }
        return value instanceof DefaultValue.NumberLiteral ? NUMBERS.contains(type) : type.equals("boolean");
    }

    /** The sequence may be one that the same plan creates. */
    private static boolean isCounter(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                && expression.sql().contains("nextval(");
    }

    private static boolean isTried(Table table) {
        return table.options().partitionBy() != null
                || !table.options().storage().isEmpty()
                || table.columns().stream().anyMatch(TrialCopy::isTried)
                || table.constraints().values().stream().anyMatch(TrialCopy::isTried)
                || table.indexes().values().stream().anyMatch(TrialCopy::isTried);
    }

    /** Which operator classes a key without overlaps needs, the server knows. */
    private static boolean isTried(Constraint constraint) {
        return constraint instanceof Constraint.Check
                || constraint instanceof Constraint.Exclusion
                || constraint instanceof Constraint.PrimaryKey key && key.withoutOverlaps()
                || constraint instanceof Constraint.Unique unique && unique.withoutOverlaps();
    }

    /** What an index over columns needs, the schema tells. */
    private static boolean isTried(Index index) {
        return index.where() != null
                || !index.options().isEmpty()
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

    /** A new table, with what it is partitioned by. */
    static Table created(Table table) {
        return copy(table)
                .withOptions(new Table.Options(
                        false,
                        null,
                        table.options().partitionBy(),
                        List.of(),
                        table.options().storage()));
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
                .withIdentity(null)
                .withComment(null)
                .withInherited(false)
                .withNotNullName(null);
    }

    private static boolean isTried(Domain domain) {
        return !domain.checks().isEmpty() || domain.defaultValue() != null && !isCounter(domain.defaultValue());
    }

    static Domain bare(Domain domain) {
        return domain.withName(NAME).withComment(null);
    }

    static View bare(View view) {
        return new View(NAME, view.query(), false, null);
    }
}
