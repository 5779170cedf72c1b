package com.levymaster.migrate.render;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.DefinitionOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.schema.CommentTarget.CommentableKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Consecutive steps that form one {@code alterTable} block, or a single other step. */
record AlterTableGroup(@Nullable ObjectName table, List<ReviewedOperation> steps) {

    private static final Set<CommentableKind> PARTS =
            Set.of(CommentableKind.TABLE, CommentableKind.COLUMN, CommentableKind.CONSTRAINT, CommentableKind.INDEX);

    static List<AlterTableGroup> group(List<ReviewedOperation> steps) {
        List<AlterTableGroup> groups = new ArrayList<>();
        for (ReviewedOperation step : steps) {
            ObjectName table = tableOf(step.operation());
            AlterTableGroup last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && table != null && table.equals(last.table())) {
                last.steps().add(step);
            } else {
                groups.add(new AlterTableGroup(table, new ArrayList<>(List.of(step))));
            }
        }
        return groups;
    }

    private static @Nullable ObjectName tableOf(Operation operation) {
        if (operation instanceof ColumnOperation column) {
            return column.table();
        }
        if (operation instanceof ConstraintOperation constraint) {
            return constraint.table();
        }
        if (operation instanceof IndexOperation index) {
            return index.table();
        }
        if (operation instanceof StorageOperation setting) {
            return setting.table();
        }
        if (operation instanceof DefinitionOperation definition) {
            return DefinitionRenderer.tableOf(definition);
        }
        return operation instanceof ChangeComment comment
                        && PARTS.contains(comment.on().kind())
                ? comment.on().object()
                : null;
    }
}
