package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns, and tables of publications, on which an object depends that is known by its SQL definition only. Where the
 * text leaves doubt, a column is not reported.
 */
public final class DefinitionReferences {

    private final DefinedObject object;
    private final List<Token> tokens;
    private final List<Dependency> found = new ArrayList<>();

    private DefinitionReferences(DefinedObject object, String definition) {
        this.object = object;
        this.tokens = SqlTokens.of(definition).tokens();
    }

    /** Returns what the object will depend on; none for a kind that no change of a column disturbs. */
    public static List<Dependency> of(DefinedObject object, String definition) {
        DefinitionReferences references = new DefinitionReferences(object, definition);
        switch (object.kind()) {
            case TRIGGER -> references.trigger();
            case POLICY -> references.expressions(object.table(), Kind.POLICY, "using", "check");
            case PUBLICATION -> references.publication();
            case FUNCTION, PROCEDURE -> references.routine(definition);
            case STATISTICS, RANGE_TYPE -> {}
        }
        return references.found;
    }

    /**
     * Whether a definition of extended statistics, {@code (mcv) on a, b from t}, is of the table and has the column.
     *
     * @param column {@code null} for the table alone
     */
    public static boolean statisticsUse(@Nullable String definition, ObjectName table, @Nullable String column) {
        List<Token> tokens =
                SqlTokens.flat(definition == null ? "" : definition).tokens();
        int from = 0;
        while (from < tokens.size() && !tokens.get(from).is("from")) {
            from++;
        }
        boolean qualified = from + 3 < tokens.size() && tokens.get(from + 2).is(".");
        int name = qualified ? from + 3 : from + 1;
        return name < tokens.size()
                && tokens.get(name).isIdentifier(table.name())
                && (!qualified || table.schema() == null || tokens.get(from + 1).isIdentifier(table.schema()))
                && (column == null || ColumnUses.in(tokens.subList(0, from), column));
    }

    private void trigger() {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).is("of") && tokens.get(i - 1).is("update")) {
                columns(i + 1);
            }
        }
        expressions(object.table(), Kind.TRIGGER, "when");
    }

    /** A list of names, without parentheses. */
    private void columns(int start) {
        int i = start;
        while (i < tokens.size()) {
            add(object.table(), tokens.get(i).identifier(), Kind.TRIGGER);
            if (i + 1 >= tokens.size() || !tokens.get(i + 1).is(",")) {
                return;
            }
            i += 2;
        }
    }

    private void expressions(@Nullable ObjectName table, Kind kind, String... keywords) {
        for (int i = 1; i < tokens.size(); i++) {
            for (String keyword : keywords) {
                if (tokens.get(i).isGroup() && tokens.get(i - 1).is(keyword)) {
                    expression(table, kind, tokens.get(i).inner());
                }
            }
        }
    }

    /** In a subquery, a name may be a column of another table. */
    private void expression(@Nullable ObjectName table, Kind kind, String sql) {
        List<Token> names = SqlTokens.flat(sql).tokens();
        if (names.stream().noneMatch(token -> token.is("select"))) {
            names.stream()
                    .map(Token::identifier)
                    .filter(name -> ColumnUses.in(names, name))
                    .distinct()
                    .forEach(name -> add(table, name, kind));
        }
    }

    /** {@code for table a (x, y) where (x > 1), only b}. */
    private void publication() {
        for (int i = 1; i < tokens.size(); i++) {
            int at = tokens.get(i).is("only") && i + 1 < tokens.size() ? i + 1 : i;
            boolean first = tokens.get(i - 1).is("table") || tokens.get(i - 1).is(",");
            if (!first || tokens.get(at).identifier().isEmpty()) {
                continue;
            }
            boolean qualified = at + 2 < tokens.size() && tokens.get(at + 1).is(".");
            String name = tokens.get(at).identifier();
            ObjectName table =
                    qualified ? ObjectName.of(name, tokens.get(at + 2).identifier()) : ObjectName.of(name);
            int next = qualified ? at + 3 : at + 1;
            add(table, null, Kind.PUBLICATION);
            if (next < tokens.size() && tokens.get(next).isGroup()) {
                expression(table, Kind.PUBLICATION, tokens.get(next).inner());
                next++;
            }
            if (next + 1 < tokens.size() && tokens.get(next).is("where")) {
                expression(table, Kind.PUBLICATION, tokens.get(next + 1).inner());
            }
        }
    }

    /** A body in quotes is text, on whose contents nothing depends. */
    private void routine(String definition) {
        tokens.stream()
                .filter(token -> token.is("atomic") || token.is("return"))
                .findFirst()
                .map(body -> ViewReferences.columnsOf(definition.substring(body.end())))
                .ifPresent(uses -> uses.forEach(use -> add(use.relation(), use.column(), Kind.ROUTINE)));
    }

    private void add(@Nullable ObjectName table, @Nullable String column, Kind kind) {
        if (table != null) {
            ObjectName holder = object.kind().isOnTable() ? table : null;
            found.add(new Dependency(table, column, kind, holder, object.name(), object.toString(), null, null));
        }
    }
}
