package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the expressions of columns use. */
public final class ColumnUses {

    private ColumnUses() {}

    /** Whether a generated column uses another column of its table. A function or type of that name is none. */
    public static boolean in(@Nullable GenerationExpression generated, String column) {
        return generated != null
                && in(SqlTokens.flat(generated.expression()).tokens(), column);
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
                ? schema.resolve(ObjectName.of(tokens.get(0).identifier(), tokens.get(2).identifier()))
                : null;
    }
}
