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

    /** The views whose query reads the table or view. */
    public static List<View> of(DatabaseSchema schema, ObjectName relation) {
        ObjectName known = schema.resolve(relation);
        return schema.views().values().stream()
                .filter(view -> SqlTokens.flat(view.query()).tokens().stream()
                        .anyMatch(token -> token.isIdentifier(known.name())))
                .filter(view -> new ViewReferences(view.query()).reads(schema, known))
                .toList();
    }

    /** The views whose query certainly uses the column. */
    public static List<View> of(DatabaseSchema schema, ObjectName table, String column) {
        ObjectName known = schema.resolve(table);
        return of(schema, table).stream()
                .filter(view -> new ViewReferences(view.query()).uses(schema, known, column))
                .toList();
    }

    private boolean reads(DatabaseSchema schema, ObjectName name) {
        return sources.stream()
                .anyMatch(source -> source.relation != null
                        && schema.resolve(source.relation).equals(name));
    }

    private boolean uses(DatabaseSchema schema, ObjectName table, String column) {
        List<String> aliases = sources.stream()
                .filter(source -> source.relation != null
                        && schema.resolve(source.relation).equals(table))
                .map(Source::alias)
                .toList();
        boolean alone = sources.size() == 1;
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).isIdentifier(column)
                    || text(i + 1).equals("(")
                    || text(i + 1).equals(".")) {
                continue;
            }
            boolean qualified = text(i - 1).equals(".");
            if (qualified ? i > 1 && aliases.contains(name(tokens.get(i - 2))) : alone && isValue(i)) {
                return true;
            }
        }
        return false;
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
        if (i >= tokens.size() || name(tokens.get(i)).isEmpty()) {
            sources.add(new Source(null, ""));
            return;
        }
        String first = name(tokens.get(i));
        boolean qualified = text(i + 1).equals(".") && i + 2 < tokens.size();
        ObjectName relation = qualified ? ObjectName.of(first, name(tokens.get(i + 2))) : ObjectName.of(first);
        i += qualified ? 3 : 1;
        boolean function = text(i).equals("(");
        if (text(i).equalsIgnoreCase("as")) {
            i++;
        }
        boolean aliased = i < tokens.size()
                && !name(tokens.get(i)).isEmpty()
                && !NO_ALIAS.contains(tokens.get(i).folded());
        sources.add(new Source(function ? null : relation, aliased ? name(tokens.get(i)) : relation.name()));
        if (text(aliased ? i + 1 : i).equals(",")) {
            list((aliased ? i + 1 : i) + 1);
        }
    }

    /** The identifier; empty for any other token. */
    private static String name(Token token) {
        if (token.kind() == TokenKind.QUOTED_IDENTIFIER && token.text().length() > 2) {
            return token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"");
        }
        return token.isWord() ? token.lower() : "";
    }

    private String text(int position) {
        return position < 0 || position >= tokens.size()
                ? ""
                : tokens.get(position).text();
    }
}
