package com.levymaster.migrate.schema.effect;

import static com.levymaster.migrate.schema.effect.SqlReferences.is;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.Keywords;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * References to an attribute of a composite type in an expression: {@code (address).street}. Of which type the value is,
 * only the server can tell.
 */
public record AttributeReferences(String attribute) implements SqlReferences {

    /** Marks the expressions and queries that may use a renamed attribute as unknown. */
    public static DatabaseSchema renamed(DatabaseSchema schema, String from, String to) {
        AttributeReferences references = new AttributeReferences(from);
        TableExpressions renamed = new TableExpressions(sql -> references.replaced(sql, Keywords.quoted(to)));
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        tables.replaceAll((name, table) -> renamed.in(table));
        return ViewUses.unknownWith(schema.withTables(tables), token -> token.isIdentifier(from));
    }

    @Override
    public Answer refers(List<Token> tokens, int at) {
        boolean reference =
                tokens.get(at).isIdentifier(attribute) && is(tokens, at - 1, ".") && is(tokens, at - 2, ")");
        return reference ? Answer.UNKNOWN : Answer.NO;
    }
}
