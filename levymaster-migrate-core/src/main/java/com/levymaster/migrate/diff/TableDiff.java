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

/** All changes to one table that is there before and after. */
final class TableDiff {

    /** Foreign keys go before the keys that they may stand on, and come after them. */
    private static final Comparator<Constraint> FOREIGN_KEYS_LAST = Comparator.comparing(TableDiff::rank);

    private final DiffBuilder journal;
    private final Table wanted;
    private final ForeignKeyDiff foreignKeys;

    TableDiff(DiffBuilder journal, Table wanted, ForeignKeyDiff foreignKeys) {
        this.journal = journal;
        this.wanted = wanted;
        this.foreignKeys = foreignKeys;
    }

    void run() {
        if (now().equals(wanted)) {
            return;
        }
        Table before = now();
        renameConstraints();
        renameIndexes();
        dropConstraints();
        dropIndexes();
        new ColumnDiff(journal, before, wanted).run();
        addConstraints();
        addIndexes();
        comments();
    }

    private Table now() {
        return journal.table(wanted.name());
    }

    private void renameConstraints() {
        for (Constraint constraint : wanted.constraints().values()) {
            if (now().constraints().containsKey(constraint.name())) {
                continue;
            }
            now().constraints().values().stream()
                    .filter(c -> !wanted.constraints().containsKey(c.name()) && StructuralKey.same(c, constraint))
                    .findFirst()
                    .ifPresent(c -> journal.add(new RenameConstraint(wanted.name(), c.name(), constraint.name())));
        }
    }

    private void renameIndexes() {
        for (Index index : wanted.indexes().values()) {
            if (now().indexes().containsKey(index.name())) {
                continue;
            }
            now().indexes().values().stream()
                    .filter(i -> !wanted.indexes().containsKey(i.name()) && StructuralKey.same(i, index))
                    .findFirst()
                    .ifPresent(i -> journal.add(new RenameIndex(wanted.name(), i.name(), index.name())));
        }
    }

    private void dropConstraints() {
        now().constraints().values().stream()
                .filter(c -> !isWanted(c))
                .sorted(FOREIGN_KEYS_LAST.reversed())
                .forEach(c -> journal.add(new DropConstraint(wanted.name(), c.name(), c, null, false)));
    }

    private boolean isWanted(Constraint constraint) {
        Constraint other = wanted.constraints().get(constraint.name());
        return other != null && StructuralKey.same(other, constraint);
    }

    private void dropIndexes() {
        for (Index index : now().indexes().values()) {
            Index other = wanted.indexes().get(index.name());
            if (other == null || !StructuralKey.same(other, index)) {
                journal.add(new DropIndex(wanted.name(), index.name(), index, false));
            }
        }
    }

    private void addConstraints() {
        wanted.constraints().values().stream()
                .filter(c -> !now().constraints().containsKey(c.name()))
                .filter(c -> !(c instanceof ForeignKey key) || foreignKeys.ready(key))
                .sorted(FOREIGN_KEYS_LAST)
                .toList()
                .forEach(c -> journal.add(new AddConstraint(wanted.name(), c, null)));
    }

    private void addIndexes() {
        List.copyOf(wanted.indexes().values()).stream()
                .filter(i -> !now().indexes().containsKey(i.name()))
                .forEach(i -> journal.add(new CreateIndex(wanted.name(), i, false)));
    }

    private void comments() {
        comment(CommentTarget.Kind.TABLE, null, now().comment(), wanted.comment());
        for (Constraint constraint : wanted.constraints().values()) {
            Constraint present = now().constraints().get(constraint.name());
            if (present != null) {
                comment(CommentTarget.Kind.CONSTRAINT, constraint.name(), present.comment(), constraint.comment());
            }
        }
        for (Index index : wanted.indexes().values()) {
            Index present = now().indexes().get(index.name());
            comment(
                    CommentTarget.Kind.INDEX,
                    index.name(),
                    present == null ? index.comment() : present.comment(),
                    index.comment());
        }
    }

    private void comment(CommentTarget.Kind kind, @Nullable String part, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            journal.add(new ChangeComment(new CommentTarget(kind, wanted.name(), part), Previous.of(from), to));
        }
    }

    private static int rank(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return 0;
        }
        return constraint instanceof ForeignKey ? 2 : 1;
    }
}
