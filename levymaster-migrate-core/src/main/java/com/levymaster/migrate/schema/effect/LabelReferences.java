package com.levymaster.migrate.schema.effect;

import static com.levymaster.migrate.schema.effect.SqlReferences.is;

import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.List;

/**
 * References to a label of an enum type in an expression: literals of the type.
 *
 * @param bare whether a literal without a cast may be of the type
 */
record LabelReferences(ObjectName type, String label, boolean bare) implements SqlReferences {

    @Override
    public Answer refers(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.kind() != TokenKind.STRING || !token.text().equals("'" + label.replace("'", "''") + "'")) {
            return Answer.NO;
        }
        if (!is(tokens, at + 1, "::")) {
            return bare ? Answer.UNKNOWN : Answer.NO;
        }
        int last = at + 2;
        while (is(tokens, last + 1, ".")) {
            last += 2;
        }
        return last < tokens.size() && tokens.get(last).isIdentifier(type.name()) ? Answer.YES : Answer.NO;
    }
}
