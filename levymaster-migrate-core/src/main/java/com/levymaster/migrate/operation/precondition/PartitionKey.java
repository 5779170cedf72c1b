package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;

/** The key of a partitioned table; without tokens for other tables. */
record PartitionKey(List<Token> tokens) {

    static PartitionKey of(Table table) {
        String sql = table.options().partitionBy();
        if (sql == null) {
            return new PartitionKey(List.of());
        }
        List<Token> tokens = SqlTokens.flat(sql).tokens();
        return new PartitionKey(tokens.subList(Math.min(1, tokens.size()), tokens.size()));
    }

    /** Whether the key contains the column, itself or in an expression. */
    boolean mentions(String column) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean function = i + 1 < tokens.size() && tokens.get(i + 1).text().equals("(");
            if (tokens.get(i).isIdentifier(column) && !function) {
                return true;
            }
        }
        return false;
    }

    /** Whether the key has an expression, which no unique constraint can contain. */
    boolean hasExpression() {
        return tokens.stream().filter(token -> token.text().equals("(")).count() > 1;
    }

    /** The columns of a key that consists of columns only, as far as this table has them. */
    List<String> columns(Table table) {
        return table.columns().stream()
                .map(column -> column.name())
                .filter(this::mentions)
                .toList();
    }
}
