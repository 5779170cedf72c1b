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

/** The words that describe constraints and indexes, as far as they say something. */
final class KeyRenderer {

    private final Imports imports;
    private final @Nullable String schema;

    /**
     * @param schema the schema that names without one mean at this place
     */
    KeyRenderer(Imports imports, @Nullable String schema) {
        this.imports = imports;
        this.schema = schema;
    }

    /** {@code PrimaryKey}, {@code Unique} …: the end of {@code addPrimaryKey} and {@code dropPrimaryKey}. */
    static String kind(Constraint constraint) {
        return constraint.getClass().getSimpleName();
    }

    List<String> words(Constraint constraint) {
        List<String> words = new ArrayList<>();
        Constraint.Deferral deferral = Constraint.Deferral.NOT_DEFERRABLE;
        if (constraint instanceof Constraint.PrimaryKey key) {
            on(words, key.columns(), key.include());
            deferral = key.deferral();
        } else if (constraint instanceof Constraint.Unique unique) {
            on(words, unique.columns(), unique.include());
            words.addAll(unique.nullsNotDistinct() ? List.of(".nullsNotDistinct()") : List.of());
            deferral = unique.deferral();
        } else if (constraint instanceof Constraint.Check check) {
            check(words, check);
        } else if (constraint instanceof ForeignKey key) {
            foreignKey(words, key);
            deferral = key.deferral();
        } else {
            exclude(words, (Constraint.Exclusion) constraint);
            deferral = ((Constraint.Exclusion) constraint).deferral();
        }
        switch (deferral) {
            case INITIALLY_DEFERRED -> words.add(".initiallyDeferred()");
            case INITIALLY_IMMEDIATE -> words.add(".deferrable()");
            case NOT_DEFERRABLE -> {}
        }
        comment(words, constraint.comment());
        return words;
    }

    private static void on(List<String> words, Collection<String> columns, Collection<String> include) {
        words.add(".on(" + quoted(columns) + ")");
        words.addAll(include.isEmpty() ? List.of() : List.of(".include(" + quoted(include) + ")"));
    }

    private static void check(List<String> words, Constraint.Check check) {
        words.add(".that(" + quoted(check.expression()) + ")");
        words.addAll(check.validated() ? List.of() : List.of(".notValid()"));
        words.addAll(check.noInherit() ? List.of(".noInherit()") : List.of());
    }

    private void foreignKey(List<String> words, ForeignKey key) {
        words.add(".on(" + quoted(key.columns()) + ")");
        String table = Objects.equals(key.referencedTable().schema(), schema)
                ? quoted(key.referencedTable().name())
                : TypeRenderer.objectName(key.referencedTable(), imports);
        words.add(".references(" + table + ", " + quoted(key.referencedColumns()) + ")");
        if (key.onDelete() != Action.NO_ACTION) {
            String columns = key.onDeleteColumns().isEmpty() ? "" : ", " + quoted(key.onDeleteColumns());
            words.add(".onDelete(" + action(key.onDelete()) + columns + ")");
        }
        if (key.onUpdate() != Action.NO_ACTION) {
            words.add(".onUpdate(" + action(key.onUpdate()) + ")");
        }
        words.addAll(key.matchFull() ? List.of(".matchFull()") : List.of());
        words.addAll(key.validated() ? List.of() : List.of(".notValid()"));
    }

    private String action(Action action) {
        return imports.member("schema.ForeignKey.Action", action.name());
    }

    private static void exclude(List<String> words, Constraint.Exclusion exclude) {
        if (!exclude.method().equals("gist")) {
            words.add(".using(" + quoted(exclude.method()) + ")");
        }
        exclude.elements()
                .forEach(e -> words.add(".with(" + quoted(e.expression()) + ", " + quoted(e.operator()) + ")"));
        if (exclude.where() != null) {
            words.add(".where(" + quoted(exclude.where()) + ")");
        }
    }

    List<String> words(Index index, boolean concurrently) {
        List<String> words = new ArrayList<>();
        keys(words, index.keys());
        words.addAll(index.unique() ? List.of(".unique()") : List.of());
        words.addAll(index.nullsNotDistinct() ? List.of(".nullsNotDistinct()") : List.of());
        if (!index.method().equals("btree")) {
            words.add(".using(" + quoted(index.method()) + ")");
        }
        if (!index.include().isEmpty()) {
            words.add(".include(" + quoted(index.include()) + ")");
        }
        if (index.where() != null) {
            words.add(".where(" + quoted(index.where()) + ")");
        }
        index.options().forEach((option, value) -> words.add(".with(" + quoted(option) + ", " + quoted(value) + ")"));
        if (index.tablespace() != null) {
            words.add(".tablespace(" + quoted(index.tablespace()) + ")");
        }
        comment(words, index.comment());
        words.addAll(concurrently ? List.of(".concurrently()") : List.of());
        return words;
    }

    /** Plain columns that follow one another share one {@code on}. */
    private static void keys(List<String> words, List<Index.Key> parts) {
        List<String> plain = new ArrayList<>();
        for (Index.Key part : parts) {
            List<String> qualifiers = qualifiers(part);
            if (part.column() != null) {
                plain.add(part.column());
            }
            if (part.column() == null || !qualifiers.isEmpty()) {
                words.addAll(plain.isEmpty() ? List.of() : List.of(".on(" + quoted(plain) + ")"));
                plain.clear();
            }
            if (part.expression() != null) {
                words.add(".onExpression(" + quoted(part.expression()) + ")");
            }
            words.addAll(qualifiers);
        }
        words.addAll(plain.isEmpty() ? List.of() : List.of(".on(" + quoted(plain) + ")"));
    }

    private static List<String> qualifiers(Index.Key part) {
        List<String> words = new ArrayList<>();
        words.addAll(part.descending() ? List.of(".desc()") : List.of());
        if (part.nullsFirst() != null) {
            words.add(part.nullsFirst() ? ".nullsFirst()" : ".nullsLast()");
        }
        if (part.operatorClass() != null) {
            words.add(".operatorClass(" + quoted(part.operatorClass()) + ")");
        }
        if (part.collation() != null) {
            words.add(".collation(" + quoted(part.collation()) + ")");
        }
        return words;
    }

    private static void comment(List<String> words, @Nullable String comment) {
        if (comment != null) {
            words.add(".comment(" + quoted(comment) + ")");
        }
    }
}
