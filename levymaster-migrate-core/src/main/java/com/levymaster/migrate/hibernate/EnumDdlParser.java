package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.autogenerate.DesiredModel.ReversibleSql;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the statements that represent a PostgreSQL enum type in Hibernate's metadata: {@code create type Status as enum
 * ('ACTIVE','CLOSED')}, and two casts.
 */
final class EnumDdlParser {

    private EnumDdlParser() {}

    static @Nullable EnumType parse(String create, IdentifierFolding names) {
        SqlTokens sql = SqlTokens.of(create);
        int last = sql.tokens().size() - 1;
        if (last < 5 || !sql.at(0, "create", "type") || !sql.at(last - 2, "as", "enum")) {
            return null;
        }
        List<String> labels = SqlTokens.of(sql.tokens().get(last).inner()).tokens().stream()
                .map(SqlTokens.Token::text)
                .filter(token -> token.startsWith("'"))
                .map(token -> token.substring(1, token.length() - 1).replace("''", "'"))
                .toList();
        return EnumType.of(names.object(sql.between(2, last - 2)), labels);
    }

    static ReversibleSql cast(String create) {
        int with = create.indexOf(") with ");
        String reverse = create.replaceFirst("(?i)^create", "drop");
        return new ReversibleSql(create, with < 0 ? reverse : reverse.substring(0, reverse.indexOf(") with ") + 1));
    }
}
