package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.DropEffects;
import com.levymaster.migrate.schema.effect.RenameEffects;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import org.jspecify.annotations.Nullable;

/** A change to a view or a materialized view. */
public sealed interface ViewOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R createView(CreateView operation);

        R dropView(DropView operation);

        R replaceView(ReplaceView operation);

        R renameView(RenameView operation);

        R refreshView(RefreshView operation);
    }

    /**
     * Creates a view.
     */
    record CreateView(View view) implements ViewOperation {

        @Override
        public Operation inverse() {
            return new DropView(view.name(), view.materialized(), view);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SecurityEffects.created(
                    before.with(view.withName(before.resolve(view.name()))), GrantableKind.TABLE, view.name());
        }

        @Override
        public String describe() {
            return "create " + (view.materialized() ? "materialized " : "") + "view " + view.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createView(this);
        }
    }

    /**
     * Drops a view.
     *
     * @param was the view before the change, for the inverse
     */
    record DropView(
            ObjectName name, boolean materialized, @Nullable View was) implements ViewOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropView(\"" + name.name() + "\").was(query)");
            }
            return new CreateView(was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return DropEffects.withoutGrants(before.withoutView(name), before.resolve(name));
        }

        @Override
        public String describe() {
            return "drop " + (materialized ? "materialized " : "") + "view " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropView(this);
        }
    }

    /** How the columns of a new query may differ from those of the view, beyond additional columns at the end. */
    enum ColumnCompatibility {
        /** Columns at the end may be dropped. */
        DROPPABLE,
        /** All columns may differ. */
        REPLACEABLE
    }

    /**
     * Replaces the query of a view. If the columns do not allow it in place, the view is dropped and created with its
     * comment and privileges, but without its triggers and rules; no other object may then depend on it.
     *
     * @param from the query before the change, for the inverse
     * @param columns {@code null} if the columns remain, perhaps with others at the end
     */
    record ReplaceView(
            ObjectName name,
            @Nullable String from,
            String to,
            @Nullable ColumnCompatibility columns) implements ViewOperation {

        /** Replaces a query whose columns remain. */
        public ReplaceView(ObjectName name, @Nullable String from, String to) {
            this(name, from, to, null);
        }

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(
                        this, "replaceView(\"" + name.name() + "\").from(query).to(query)");
            }
            return new ReplaceView(name, to, from, reversed());
        }

        /** The inverse drops added columns and adds dropped ones. */
        private @Nullable ColumnCompatibility reversed() {
            if (columns == ColumnCompatibility.REPLACEABLE) {
                return columns;
            }
            return columns == null ? ColumnCompatibility.DROPPABLE : null;
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            View view = before.views().get(before.resolve(name));
            // a view that is not there is created
            return before.with(view == null ? new View(before.resolve(name), to, false, null) : view.withQuery(to));
        }

        @Override
        public String describe() {
            return "replace view " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.replaceView(this);
        }
    }

    /**
     * Renames a view within its schema.
     */
    record RenameView(ObjectName name, String to, boolean materialized) implements ViewOperation {

        @Override
        public Operation inverse() {
            return new RenameView(name.renamed(to), name.name(), materialized);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return RenameEffects.view(before, name, to);
        }

        @Override
        public String describe() {
            return "rename view " + name + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameView(this);
        }
    }

    /**
     * Refreshes a materialized view. The inverse does nothing.
     */
    record RefreshView(ObjectName name, boolean concurrently) implements ViewOperation {

        @Override
        public Operation inverse() {
            return new ControlOperation.NoOp(this);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return "refresh materialized view " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.refreshView(this);
        }
    }
}
