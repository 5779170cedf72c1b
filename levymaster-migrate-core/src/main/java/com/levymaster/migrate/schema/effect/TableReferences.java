package com.levymaster.migrate.schema.effect;

import static com.levymaster.migrate.schema.effect.SqlReferences.is;

import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;

/** References to a table in its own expressions, which have its name before a column. */
record TableReferences(String table) implements SqlReferences {

    @Override
    public Answer refers(List<Token> tokens, int at) {
        boolean qualifies = tokens.get(at).isIdentifier(table) && is(tokens, at + 1, ".") && !is(tokens, at - 1, "::");
        if (!qualifies || is(tokens, at + 3, "(")) {
            return Answer.NO;
        }
        return is(tokens, at - 1, ".") ? Answer.UNKNOWN : Answer.YES;
    }
}
