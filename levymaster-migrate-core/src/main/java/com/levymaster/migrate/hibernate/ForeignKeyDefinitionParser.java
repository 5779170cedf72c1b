package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.Arrays;
import java.util.List;

/** Parses a foreign key that the mapping defines in SQL: {@code foreign key (a) references t (id) on delete cascade}. */
final class ForeignKeyDefinitionParser {

    private ForeignKeyDefinitionParser() {}

    static ForeignKey parse(String definition, IdentifierFolding names) {
        SqlTokens sql = SqlTokens.of(definition);
        int references = 3;
        if (!sql.at(0, "foreign", "key") || !sql.at(references, "references")) {
            throw new MigrationException(
                    "Cannot read the foreign key definition '" + definition + "'.",
                    "write it as: foreign key (column) references table (column) …");
        }
        int after = references + 1;
        while (after < sql.tokens().size()
                && !sql.tokens().get(after).isGroup()
                && !sql.tokens().get(after).is("on")) {
            after++;
        }
        ObjectName table = names.object(sql.between(references + 1, after));
        boolean listed = after < sql.tokens().size() && sql.tokens().get(after).isGroup();
        List<String> referenced = listed ? list(sql.tokens().get(after)) : List.of();
        ForeignKey key = ForeignKey.of("", list(sql.tokens().get(2)), table, referenced);
        return withOptions(key, OptionsParser.of(definition));
    }

    static ForeignKey withOptions(ForeignKey key, OptionsParser options) {
        Action onDelete = options.action("delete");
        Action onUpdate = options.action("update");
        return new ForeignKey(
                key.name(),
                key.columns(),
                key.referencedTable(),
                key.referencedColumns(),
                onDelete == null ? Action.NO_ACTION : onDelete,
                List.of(),
                onUpdate == null ? Action.NO_ACTION : onUpdate,
                options.has("match", "full"),
                options.deferral(),
                !options.has("not", "valid") && !options.has("not", "enforced"),
                options.has("not", "enforced"),
                key.period(),
                null);
    }

    private static List<String> list(SqlTokens.Token group) {
        return Arrays.stream(group.inner().split(","))
                .map(IdentifierFolding::fold)
                .toList();
    }
}
