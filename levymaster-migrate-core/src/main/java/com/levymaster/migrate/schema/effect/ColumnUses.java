package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the expressions of columns use. */
public final class ColumnUses {

    private ColumnUses() {}

    /** Whether a generated column uses another column of its table. A function or type of that name is none. */
    public static boolean in(@Nullable GenerationExpression generated, String column) {
        return generated != null && in(generated.expression(), column);
    }

    /** Whether an expression over the columns of a table uses one of them; {@code null} uses none. */
    public static boolean in(@Nullable String expression, String column) {
        return expression != null && in(SqlTokens.flat(expression).tokens(), column);
    }

    /** Whether an expression over the columns of one table uses the column. */
    static boolean in(List<Token> tokens, String column) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean function = i + 1 < tokens.size() && tokens.get(i + 1).text().equals("(");
            boolean type = i > 0
                    && (tokens.get(i - 1).text().endsWith(":")
                            || tokens.get(i - 1).is("as"));
            if (tokens.get(i).isIdentifier(column) && !function && !type) {
                return true;
            }
        }
        return false;
    }

    /** The types to which an expression casts with {@code ::}, where the text tells them. */
    public static List<ColumnType> castTypes(String expression) {
        List<Token> tokens = SqlTokens.flat(expression).tokens();
        List<ColumnType> types = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            String name = tokens.get(i).identifier();
            boolean qualified = i + 1 < tokens.size() && tokens.get(i + 1).is(".");
            if (tokens.get(i - 1).is("::") && !name.isEmpty() && !qualified) {
                types.add(ColumnType.parse(tokens.get(i).text()));
            }
        }
        return types;
    }

    /** The constraints and indexes of a table whose expressions use a column: {@code constraint ck_rate}. */
    public static List<String> inExpressionsOf(Table table, String column) {
        List<String> uses = new ArrayList<>();
        for (Constraint constraint : table.constraints().values()) {
            if (expressions(constraint).anyMatch(expression -> in(expression, column))) {
                uses.add("constraint " + constraint.name());
            }
        }
        for (Index index : table.indexes().values()) {
            if (expressions(index).anyMatch(expression -> in(expression, column))) {
                uses.add("index " + index.name());
            }
        }
        return uses;
    }

    /** Whether a key, the predicate or the included columns of an index use the column. */
    public static boolean in(Index index, String column) {
        return index.include().contains(column)
                || index.keys().stream().anyMatch(key -> column.equals(key.column()))
                || expressions(index).anyMatch(expression -> in(expression, column));
    }

    private static Stream<String> expressions(Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            return Stream.of(check.expression());
        }
        return constraint instanceof Constraint.Exclusion exclusion
                ? Stream.concat(
                        Stream.ofNullable(exclusion.where()),
                        exclusion.elements().stream().map(Constraint.Exclusion.Element::expression))
                : Stream.of();
    }

    private static Stream<String> expressions(Index index) {
        return Stream.concat(
                Stream.ofNullable(index.where()),
                index.keys().stream().flatMap(key -> Stream.ofNullable(key.expression())));
    }

    /** Whether the default of a column is the next value of the sequence. */
    public static boolean nextValueOf(DatabaseSchema schema, Column column, ObjectName sequence) {
        if (!(column.defaultValue() instanceof DefaultValue.Expression expression)) {
            return false;
        }
        List<Token> tokens = SqlTokens.flat(expression.sql()).tokens();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("nextval") && tokens.get(i + 2).kind() == TokenKind.STRING) {
                String literal = tokens.get(i + 2).text();
                return sequence.equals(named(schema, literal.substring(1, literal.length() - 1)));
            }
        }
        return false;
    }

    /** The name in a literal such as {@code 'audit."Receipts"'}. */
    private static @Nullable ObjectName named(DatabaseSchema schema, String text) {
        List<Token> tokens = SqlTokens.flat(text.replace("''", "'")).tokens();
        if (tokens.size() == 1) {
            return ObjectName.of(tokens.get(0).identifier());
        }
        return tokens.size() == 3
                ? schema.resolve(
                        ObjectName.of(tokens.get(0).identifier(), tokens.get(2).identifier()))
                : null;
    }
}
