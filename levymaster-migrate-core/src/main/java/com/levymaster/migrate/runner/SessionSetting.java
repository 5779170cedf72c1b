package com.levymaster.migrate.runner;

import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognizes statements that change a setting or the role of the session, and do nothing else. */
final class SessionSetting {

    private static final Pattern STATEMENT = Pattern.compile("set (?!(local|transaction|constraints) ).*|reset .*"
            + "|select (pg_catalog \\. )?set_config \\( ([^()]|current_setting \\( '' (, true )?\\))*, false \\)");

    private SessionSetting() {}

    static boolean isSetBy(String statement) {
        return STATEMENT
                .matcher(SqlTokens.flat(statement).tokens().stream()
                        .map(SessionSetting::text)
                        .collect(Collectors.joining(" ")))
                .matches();
    }

    private static String text(Token token) {
        return token.kind() == TokenKind.STRING ? "''" : token.lower();
    }
}
