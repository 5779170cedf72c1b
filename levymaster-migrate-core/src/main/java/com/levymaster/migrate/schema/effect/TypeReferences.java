package com.levymaster.migrate.schema.effect;

import static com.levymaster.migrate.schema.effect.SqlReferences.is;

import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.List;

/** References to a type in an expression: casts and typed literals. */
record TypeReferences(ObjectName type) implements SqlReferences {

    @Override
    public Answer refers(List<Token> tokens, int at) {
        if (!tokens.get(at).isIdentifier(type.name()) || is(tokens, at + 1, ".")) {
            return Answer.NO;
        }
        int first = at;
        while (is(tokens, first - 1, ".")) {
            first -= 2;
        }
        boolean cast = is(tokens, first - 1, "::") || is(tokens, first - 1, "as");
        boolean literal = at + 1 < tokens.size() && tokens.get(at + 1).kind() == TokenKind.STRING;
        if (!cast && !literal) {
            return Answer.NO;
        }
        if (first == at) {
            return Answer.YES;
        }
        String schema = type.schema();
        return schema != null && tokens.get(first).isIdentifier(schema) ? Answer.YES : Answer.UNKNOWN;
    }
}
