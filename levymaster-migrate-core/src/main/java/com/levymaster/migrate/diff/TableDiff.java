package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes all changes to a table that exists in both schemas. */
final class TableDiff {

    /** Foreign keys are dropped before, and added after, the keys that they may reference. */
    private static final Comparator<Constraint> FOREIGN_KEYS_LAST = Comparator.comparing(TableDiff::rank);

    private final DiffBuilder builder;
    private final Table desired;
    private final ForeignKeyDiff foreignKeys;

    TableDiff(DiffBuilder builder, Table desired, ForeignKeyDiff foreignKeys) {
        this.builder = builder;
        this.desired = desired;
        this.foreignKeys = foreignKeys;
    }

    void run() {
        if (current().equals(desired)) {
            return;
        }
        Table before = current();
        rename();
        dropConstraints();
        dropIndexes();
        new ColumnDiff(builder, before, desired).run();
        addConstraints();
        addIndexes();
        comments();
    }

    /** Renames constraints and indexes. */
    void rename() {
        renameConstraints();
        renameIndexes();
    }

    private Table current() {
        return builder.table(desired.name());
    }

    private void renameConstraints() {
        for (Constraint constraint : desired.constraints().values()) {
            if (current().constraints().containsKey(constraint.name())) {
                continue;
            }
            current().constraints().values().stream()
                    .filter(c -> !desired.constraints().containsKey(c.name()) && StructuralKey.same(c, constraint))
                    .findFirst()
                    .ifPresent(c -> builder.add(new RenameConstraint(desired.name(), c.name(), constraint.name())));
        }
    }

    private void renameIndexes() {
        for (Index index : desired.indexes().values()) {
            if (current().indexes().containsKey(index.name())) {
                continue;
            }
            current().indexes().values().stream()
                    .filter(i -> !desired.indexes().containsKey(i.name()) && StructuralKey.same(i, index))
                    .findFirst()
                    .ifPresent(i -> builder.add(new RenameIndex(desired.name(), i.name(), index.name())));
        }
    }

    private void dropConstraints() {
        current().constraints().values().stream()
                .filter(c -> !isDesired(c))
                .sorted(FOREIGN_KEYS_LAST.reversed())
                .forEach(c -> builder.add(new DropConstraint(desired.name(), c.name(), c, null, false)));
    }

    private boolean isDesired(Constraint constraint) {
        Constraint other = desired.constraints().get(constraint.name());
        return other != null && StructuralKey.same(other, constraint);
    }

    private void dropIndexes() {
        for (Index index : current().indexes().values()) {
            Index other = desired.indexes().get(index.name());
            if (other == null || !StructuralKey.same(other, index)) {
                builder.add(new DropIndex(desired.name(), index.name(), index, false));
            }
        }
    }

    private void addConstraints() {
        desired.constraints().values().stream()
                .filter(c -> !current().constraints().containsKey(c.name()))
                .filter(c -> !(c instanceof ForeignKey key) || foreignKeys.ready(key))
                .sorted(FOREIGN_KEYS_LAST)
                .toList()
                .forEach(c -> builder.add(new AddConstraint(desired.name(), c, null)));
    }

    private void addIndexes() {
        List.copyOf(desired.indexes().values()).stream()
                .filter(i -> !current().indexes().containsKey(i.name()))
                .forEach(i -> builder.add(new CreateIndex(desired.name(), i, false)));
    }

    private void comments() {
        comment(CommentTarget.CommentableKind.TABLE, null, current().comment(), desired.comment());
        for (Constraint constraint : desired.constraints().values()) {
            Constraint present = current().constraints().get(constraint.name());
            if (present != null) {
                comment(
                        CommentTarget.CommentableKind.CONSTRAINT,
                        constraint.name(),
                        present.comment(),
                        constraint.comment());
            }
        }
        for (Index index : desired.indexes().values()) {
            Index present = current().indexes().get(index.name());
            comment(
                    CommentTarget.CommentableKind.INDEX,
                    index.name(),
                    present == null ? index.comment() : present.comment(),
                    index.comment());
        }
    }

    private void comment(
            CommentTarget.CommentableKind kind, @Nullable String part, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            builder.add(new ChangeComment(new CommentTarget(kind, desired.name(), part), Previous.of(from), to));
        }
    }

    private static int rank(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return 0;
        }
        return constraint instanceof ForeignKey ? 2 : 1;
    }
}
