package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The relations that the query of a view names after {@code from} and {@code join}, and their columns. A word elsewhere
 * is no reference. Where the text leaves doubt, a column is not reported as used.
 */
public final class ViewReferences {

    private static final Set<String> FUNCTIONS_WITH_FROM =
            Set.of("extract", "substring", "trim", "overlay", "position");
    private static final Set<String> NO_ALIAS = Set.of(
            "where",
            "join",
            "left",
            "right",
            "full",
            "inner",
            "cross",
            "natural",
            "on",
            "using",
            "group",
            "order",
            "having",
            "union",
            "except",
            "intersect",
            "limit",
            "offset",
            "window",
            "fetch",
            "for",
            "tablesample",
            "with");

    private final List<Token> tokens;
    private final List<Source> sources = new ArrayList<>();

    private ViewReferences(String query) {
        this.tokens = SqlTokens.flat(query).tokens();
        read();
    }

    /** A relation, by the name that the query gives it; {@code relation} is {@code null} for a subquery or function. */
    private record Source(@Nullable ObjectName relation, String alias) {}

    /** The views that read the table or view, as the server records it, or else as their query names it. */
    public static List<View> of(DatabaseSchema schema, ObjectName relation) {
        ObjectName known = schema.resolve(relation);
        return schema.views().values().stream()
                .filter(view -> view.uses() == null
                        ? new ViewReferences(view.query()).reads(schema, known)
                        : view.uses().stream().anyMatch(use -> use.relation().equals(known)))
                .toList();
    }

    /** The views that certainly use the column. */
    public static List<View> of(DatabaseSchema schema, ObjectName table, String column) {
        ObjectName known = schema.resolve(table);
        return of(schema, table).stream()
                .filter(view -> view.uses() == null
                        ? new ViewReferences(view.query()).uses(schema, known, column)
                        : view.uses().contains(new View.Use(known, column)))
                .toList();
    }

    private boolean reads(DatabaseSchema schema, ObjectName name) {
        return sources.stream()
                .anyMatch(source -> source.relation != null
                        && schema.resolve(source.relation).equals(name));
    }

    private boolean uses(DatabaseSchema schema, ObjectName table, String column) {
        return columns().stream()
                .anyMatch(use -> use.column().equals(column)
                        && schema.resolve(use.relation()).equals(table));
    }

    /** A column of a relation, as far as the text tells. */
    record Use(ObjectName relation, String column) {}

    /** The columns that statements certainly use, of relations that they read. */
    static List<Use> columnsOf(String statements) {
        return new ViewReferences(statements).columns();
    }

    /** An unqualified name is a column of the relation if there is no other. */
    private List<Use> columns() {
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String column = tokens.get(i).identifier();
            if (column.isEmpty() || text(i + 1).equals("(") || text(i + 1).equals(".")) {
                continue;
            }
            boolean qualified = text(i - 1).equals(".");
            if (qualified ? i > 1 : sources.size() == 1 && isValue(i)) {
                String alias = qualified ? tokens.get(i - 2).identifier() : "";
                sources.stream()
                        .filter(source -> source.relation != null && (!qualified || source.alias.equals(alias)))
                        .forEach(source -> uses.add(new Use(source.relation, column)));
            }
        }
        return uses;
    }

    /** Neither a type in a cast, nor the name of an output column or a table. */
    private boolean isValue(int position) {
        String before = text(position - 1).toLowerCase(Locale.ROOT);
        return !Set.of("::", ":", "as", "from", "join").contains(before)
                && !(position > 0 && tokens.get(position - 1).kind() == TokenKind.QUOTED_IDENTIFIER);
    }

    private void read() {
        Deque<Boolean> inFunction = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.text().equals("(")) {
                inFunction.push(
                        i > 0 && FUNCTIONS_WITH_FROM.contains(tokens.get(i - 1).folded()));
            } else if (token.text().equals(")") && !inFunction.isEmpty()) {
                inFunction.pop();
            } else if (token.is("join")
                    || token.is("from")
                            && !text(i - 1).equalsIgnoreCase("distinct")
                            && !Boolean.TRUE.equals(inFunction.peek())) {
                list(i + 1);
            }
        }
    }

    /** Reads the relations of a list. */
    private void list(int start) {
        int i = start;
        while (text(i).equals("(") || text(i).equalsIgnoreCase("only") || text(i).equalsIgnoreCase("lateral")) {
            if (text(i).equals("(") && text(i + 1).equalsIgnoreCase("select")) {
                sources.add(new Source(null, ""));
                return;
            }
            i++;
        }
        if (i >= tokens.size() || tokens.get(i).identifier().isEmpty()) {
            sources.add(new Source(null, ""));
            return;
        }
        String first = tokens.get(i).identifier();
        boolean qualified = text(i + 1).equals(".") && i + 2 < tokens.size();
        ObjectName relation = qualified ? ObjectName.of(first, tokens.get(i + 2).identifier()) : ObjectName.of(first);
        i += qualified ? 3 : 1;
        boolean function = text(i).equals("(");
        if (text(i).equalsIgnoreCase("as")) {
            i++;
        }
        boolean aliased = i < tokens.size()
                && !tokens.get(i).identifier().isEmpty()
                && !NO_ALIAS.contains(tokens.get(i).folded());
        sources.add(
                new Source(function ? null : relation, aliased ? tokens.get(i).identifier() : relation.name()));
        if (text(aliased ? i + 1 : i).equals(",")) {
            list((aliased ? i + 1 : i) + 1);
        }
    }

    private String text(int position) {
        return position < 0 || position >= tokens.size()
                ? ""
                : tokens.get(position).text();
    }
}
