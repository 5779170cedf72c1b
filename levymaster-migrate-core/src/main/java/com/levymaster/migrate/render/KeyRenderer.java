package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.Index;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Renders the calls that describe constraints and indexes, without defaults. */
final class KeyRenderer {

    private final Imports imports;
    private final @Nullable String schema;

    /** @param schema the schema of unqualified names */
    KeyRenderer(Imports imports, @Nullable String schema) {
        this.imports = imports;
        this.schema = schema;
    }

    /** {@code PrimaryKey}, {@code Unique} …: the end of {@code addPrimaryKey} and {@code dropPrimaryKey}. */
    static String kind(Constraint constraint) {
        return constraint.getClass().getSimpleName();
    }

    List<String> calls(Constraint constraint) {
        List<String> calls = new ArrayList<>();
        Constraint.Deferral deferral = Constraint.Deferral.NOT_DEFERRABLE;
        if (constraint instanceof Constraint.PrimaryKey key) {
            on(calls, key.columns(), key.include());
            calls.addAll(key.withoutOverlaps() ? List.of(".withoutOverlaps()") : List.of());
            deferral = key.deferral();
        } else if (constraint instanceof Constraint.Unique unique) {
            on(calls, unique.columns(), unique.include());
            calls.addAll(unique.nullsNotDistinct() ? List.of(".nullsNotDistinct()") : List.of());
            calls.addAll(unique.withoutOverlaps() ? List.of(".withoutOverlaps()") : List.of());
            deferral = unique.deferral();
        } else if (constraint instanceof Constraint.Check check) {
            check(calls, check);
        } else if (constraint instanceof ForeignKey key) {
            foreignKey(calls, key);
            deferral = key.deferral();
        } else {
            exclude(calls, (Constraint.Exclusion) constraint);
            deferral = ((Constraint.Exclusion) constraint).deferral();
        }
        switch (deferral) {
            case INITIALLY_DEFERRED -> calls.add(".initiallyDeferred()");
            case INITIALLY_IMMEDIATE -> calls.add(".deferrable()");
            case NOT_DEFERRABLE -> {}
        }
        comment(calls, constraint.comment());
        return calls;
    }

    private static void on(List<String> calls, Collection<String> columns, Collection<String> include) {
        calls.add(".on(" + quoted(columns) + ")");
        calls.addAll(include.isEmpty() ? List.of() : List.of(".include(" + quoted(include) + ")"));
    }

    private static void check(List<String> calls, Constraint.Check check) {
        calls.add(".that(" + quoted(check.expression()) + ")");
        calls.addAll(validity(check.validated(), check.notEnforced()));
        calls.addAll(check.noInherit() ? List.of(".noInherit()") : List.of());
    }

    private void foreignKey(List<String> calls, ForeignKey key) {
        calls.add(".on(" + quoted(key.columns()) + ")");
        String table = Objects.equals(key.referencedTable().schema(), schema)
                ? quoted(key.referencedTable().name())
                : TypeRenderer.objectName(key.referencedTable(), imports);
        calls.add(".references(" + table + ", " + quoted(key.referencedColumns()) + ")");
        if (key.onDelete() != Action.NO_ACTION) {
            String columns = key.onDeleteColumns().isEmpty() ? "" : ", " + quoted(key.onDeleteColumns());
            calls.add(".onDelete(" + action(key.onDelete()) + columns + ")");
        }
        if (key.onUpdate() != Action.NO_ACTION) {
            calls.add(".onUpdate(" + action(key.onUpdate()) + ")");
        }
        calls.addAll(key.matchFull() ? List.of(".matchFull()") : List.of());
        calls.addAll(validity(key.validated(), key.notEnforced()));
        calls.addAll(key.period() ? List.of(".period()") : List.of());
    }

    private static List<String> validity(boolean validated, boolean notEnforced) {
        return notEnforced ? List.of(".notEnforced()") : validated ? List.of() : List.of(".notValid()");
    }

    private String action(Action action) {
        return imports.member("schema.ForeignKey.Action", action.name());
    }

    private static void exclude(List<String> calls, Constraint.Exclusion exclude) {
        if (!exclude.method().equals("gist")) {
            calls.add(".using(" + quoted(exclude.method()) + ")");
        }
        exclude.elements()
                .forEach(e -> calls.add(".with(" + quoted(e.expression()) + ", " + quoted(e.operator()) + ")"));
        if (exclude.where() != null) {
            calls.add(".where(" + quoted(exclude.where()) + ")");
        }
    }

    List<String> calls(Index index, boolean concurrently, boolean only) {
        List<String> calls = new ArrayList<>();
        keys(calls, index.keys());
        calls.addAll(index.unique() ? List.of(".unique()") : List.of());
        calls.addAll(index.nullsNotDistinct() ? List.of(".nullsNotDistinct()") : List.of());
        if (!index.method().equals("btree")) {
            calls.add(".using(" + quoted(index.method()) + ")");
        }
        if (!index.include().isEmpty()) {
            calls.add(".include(" + quoted(index.include()) + ")");
        }
        if (index.where() != null) {
            calls.add(".where(" + quoted(index.where()) + ")");
        }
        index.options().forEach((option, value) -> calls.add(".with(" + quoted(option) + ", " + quoted(value) + ")"));
        if (index.tablespace() != null) {
            calls.add(".tablespace(" + quoted(index.tablespace()) + ")");
        }
        comment(calls, index.comment());
        calls.addAll(only ? List.of(".only()") : List.of());
        calls.addAll(concurrently ? List.of(".concurrently()") : List.of());
        return calls;
    }

    /** Consecutive columns without qualifiers share one {@code on}. */
    private static void keys(List<String> calls, List<Index.Key> parts) {
        List<String> plain = new ArrayList<>();
        for (Index.Key part : parts) {
            List<String> qualifiers = qualifiers(part);
            if (part.column() != null) {
                plain.add(part.column());
            }
            if (part.column() == null || !qualifiers.isEmpty()) {
                calls.addAll(plain.isEmpty() ? List.of() : List.of(".on(" + quoted(plain) + ")"));
                plain.clear();
            }
            if (part.expression() != null) {
                calls.add(".onExpression(" + quoted(part.expression()) + ")");
            }
            calls.addAll(qualifiers);
        }
        calls.addAll(plain.isEmpty() ? List.of() : List.of(".on(" + quoted(plain) + ")"));
    }

    private static List<String> qualifiers(Index.Key part) {
        List<String> calls = new ArrayList<>();
        calls.addAll(part.descending() ? List.of(".desc()") : List.of());
        if (part.nullsFirst() != null) {
            calls.add(part.nullsFirst() ? ".nullsFirst()" : ".nullsLast()");
        }
        if (part.operatorClass() != null) {
            calls.add(".operatorClass(" + quoted(part.operatorClass()) + ")");
        }
        if (part.collation() != null) {
            calls.add(".collation(" + quoted(part.collation()) + ")");
        }
        return calls;
    }

    private static void comment(List<String> calls, @Nullable String comment) {
        if (comment != null) {
            calls.add(".comment(" + quoted(comment) + ")");
        }
    }
}
