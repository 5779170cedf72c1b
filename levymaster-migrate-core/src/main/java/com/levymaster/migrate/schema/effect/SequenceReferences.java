package com.levymaster.migrate.schema.effect;

import static com.levymaster.migrate.schema.effect.SqlReferences.is;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.List;

/** References to a sequence in defaults: the literal in {@code nextval('s'::regclass)}. */
record SequenceReferences(DatabaseSchema schema, ObjectName sequence) implements SqlReferences {

    @Override
    public Answer refers(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        boolean text = is(tokens, at + 1, "::") && !is(tokens, at + 2, "regclass");
        boolean argument =
                is(tokens, at - 1, "(") && at > 1 && tokens.get(at - 2).is("nextval");
        if (token.kind() != TokenKind.STRING || !token.text().startsWith("'") || text) {
            return Answer.NO;
        }
        if (!argument && !is(tokens, at + 1, "::")) {
            return Answer.NO;
        }
        String name = token.text().substring(1, token.text().length() - 1).replace("''", "'");
        return isSequence(SqlTokens.flat(name).tokens()) ? Answer.YES : Answer.NO;
    }

    private boolean isSequence(List<Token> name) {
        if (name.size() != 1 && name.size() != 3) {
            return false;
        }
        String of = name.size() == 1 ? null : QueryRelations.unquoted(name.get(0));
        String last = QueryRelations.unquoted(name.get(name.size() - 1));
        return schema.resolve(ObjectName.of(of, last)).equals(sequence);
    }
}
