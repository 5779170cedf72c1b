package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Triggers that a view cannot have: its rows are those of its tables. */
final class TriggersOfViews {

    private TriggersOfViews() {}

    /** Refuses a trigger for each row before or after a change of a view, and one for a table instead of its change. */
    static List<Refusal> in(DatabaseSchema schema, DefinedObject trigger, @Nullable String definition) {
        SqlTokens sql = SqlTokens.of(definition == null ? "" : definition);
        boolean instead = sql.at(0, "instead", "of");
        boolean isOfView = schema.views().containsKey(schema.resolve(Objects.requireNonNull(trigger.table())));
        boolean isOfTable = schema.tables().containsKey(schema.resolve(trigger.table()));
        return Refusal.all(
                Refusal.when(
                        isOfView && (sql.at(0, "before") || sql.at(0, "after")) && isForRows(sql),
                        "view " + trigger.table() + " cannot have a trigger for each row before or after a change",
                        "create it on the table, or with instead of"),
                Refusal.when(
                        isOfTable && instead,
                        "table " + trigger.table() + " cannot have a trigger instead of a change",
                        "create it with before or after"));
    }

    private static boolean isForRows(SqlTokens sql) {
        List<Token> tokens = sql.tokens();
        for (int i = 0; i < tokens.size() && !tokens.get(i).is("execute"); i++) {
            if (sql.at(i, "for", "each", "row") || sql.at(i, "for", "row")) {
                return true;
            }
        }
        return false;
    }
}
