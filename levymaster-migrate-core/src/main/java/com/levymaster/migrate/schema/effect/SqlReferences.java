package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;

/**
 * The tokens of SQL text that refer to an object. PostgreSQL stores references and not names, so after a rename it prints
 * the new name wherever it referred to the object, and nowhere else.
 */
interface SqlReferences {

    /** Whether a token refers to the object. */
    enum Answer {
        YES,
        NO,
        /** Only the server can tell. */
        UNKNOWN
    }

    Answer refers(List<Token> tokens, int at);

    /** The text with each reference replaced; marked as unknown where the server has to tell. */
    default String replaced(String sql, String by) {
        List<Token> tokens = SqlTokens.flat(sql).tokens();
        StringBuilder text = new StringBuilder();
        boolean known = true;
        int position = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Answer answer = refers(tokens, i);
            known &= answer != Answer.UNKNOWN;
            if (answer != Answer.NO) {
                text.append(sql, position, tokens.get(i).start()).append(by);
                position = tokens.get(i).end();
            }
        }
        String all = text.append(sql, position, sql.length()).toString();
        return known ? all : UnknownSql.of(all);
    }

    /** Whether the text refers to the object, or may do so. */
    default boolean mayBeIn(String sql) {
        List<Token> tokens = SqlTokens.flat(sql).tokens();
        for (int i = 0; i < tokens.size(); i++) {
            if (refers(tokens, i) != Answer.NO) {
                return true;
            }
        }
        return false;
    }

    /** Whether the token at this position has the text; {@code false} beyond the ends. */
    static boolean is(List<Token> tokens, int at, String text) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
    }
}
