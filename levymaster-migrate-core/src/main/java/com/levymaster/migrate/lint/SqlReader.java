package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.operation.DefinitionOperation.RowSecurity;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one SQL statement: the operations that it amounts to, as far as the other checks need them. Of what it does not know
 * there is none.
 */
final class SqlReader {

    private final SqlTokens tokens;
    private final List<Token> all;
    private final List<Operation> operations = new ArrayList<>();
    private int at;

    private SqlReader(String sql) {
        tokens = SqlTokens.of(sql);
        all = tokens.tokens();
    }

    static List<Operation> read(String sql) {
        SqlReader reader = new SqlReader(sql);
        try {
            reader.statement();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        return reader.operations;
    }

    private void statement() {
        if (take("create")) {
            create();
        } else if (take("alter", "table")) {
            alterTable();
        } else if (take("alter", "type")) {
            renameValue(name());
        } else if (take("drop", "table")) {
            take("if", "exists");
            names().forEach(name -> operations.add(new DropTable(name, null, endsWith("cascade"))));
        } else if (take("truncate")) {
            take("table");
            operations.add(new Truncate(names(), endsWith("cascade")));
        } else if (take("refresh", "materialized", "view")) {
            boolean concurrently = take("concurrently");
            operations.add(new RefreshView(name(), concurrently));
        } else if (take("grant")) {
            grant();
        }
    }

    private void create() {
        boolean temporary = take("temp") || take("temporary");
        if (!temporary) {
            take("unlogged");
        }
        if (take("table")) {
            take("if", "not", "exists");
            operations.add(new CreateTable(Table.of(name(), List.of())));
        }
    }

    private void grant() {
        for (int i = at; i < all.size() - 1; i++) {
            if (tokens.at(i, "to", "public")) {
                operations.add(new GrantPrivileges(
                        GrantableKind.TABLE, ObjectName.of(tokens.between(at, i)), List.of("all"), "public"));
            }
        }
    }

    private void renameValue(ObjectName type) {
        if (take("rename", "value") && at + 2 < all.size() && tokens.at(at + 1, "to")) {
            operations.add(new RenameEnumValue(type, literal(at), literal(at + 2)));
        }
    }

    private String literal(int position) {
        String text = all.get(position).text();
        return text.length() < 2 ? text : text.substring(1, text.length() - 1).replace("''", "'");
    }

    private void alterTable() {
        take("if", "exists");
        take("only");
        ObjectName table = name();
        take("*");
        do {
            action(table);
            skipToComma();
        } while (take(","));
    }

    private void action(ObjectName table) {
        if (take("rename", "to")) {
            operations.add(new RenameTable(table, word()));
        } else if (take("rename", "constraint")) {
            word();
        } else if (take("rename")) {
            take("column");
            String from = word();
            if (take("to")) {
                operations.add(new RenameColumn(table, from, word()));
            }
        } else if (take("drop", "constraint")) {
            take("if", "exists");
            operations.add(new DropConstraint(table, word(), null, null, take("cascade"), List.of()));
        } else if (take("enable", "row", "level", "security")) {
            operations.add(new ChangeRowSecurity(table, RowSecurity.ENABLE));
        } else if (take("drop")) {
            take("column");
            take("if", "exists");
            operations.add(new DropColumn(table, word(), null, take("cascade")));
        } else if (take("alter")) {
            take("column");
            alterColumn(table, word());
        } else if (take("add", "constraint")) {
            constraint(table, word());
        } else if (take("add")) {
            add(table);
        }
    }

    private void alterColumn(ObjectName table, String column) {
        if (take("set", "not", "null")) {
            operations.add(new ChangeNullability(table, column, false, null));
        } else if (take("drop", "not", "null")) {
            operations.add(new ChangeNullability(table, column, true, null));
        } else if (take("drop", "default")) {
            operations.add(new ChangeDefault(table, column, null, null));
        } else if (take("set", "expression")) {
            operations.add(new ChangeGenerated(table, column, null, GenerationExpression.stored("…")));
        } else if (take("type") || take("set", "data", "type")) {
            int from = at;
            while (at < all.size() && !is(",") && !is("using") && !is("collate")) {
                at++;
            }
            ColumnType type = ColumnType.parse(tokens.between(from, at));
            int using = at;
            skipToComma();
            operations.add(new ChangeType(
                    table, column, null, new ChangeType.Shape(type, null), using == at ? null : "…", null));
        }
    }

    private void add(ObjectName table) {
        boolean unnamed =
                Stream.of("check", "foreign", "unique", "primary", "exclude").anyMatch(this::is);
        if (unnamed) {
            constraint(table, null);
            return;
        }
        take("column");
        boolean guarded = take("if", "not", "exists");
        String name = word();
        int from = at;
        skipToComma();
        String definition = tokens.between(from, at);
        if (!guarded) {
            operations.add(new AddColumn(table, AddedColumn.read(name, definition)));
        }
    }

    /** @param given the name; {@code null} for the one that the server gives */
    private void constraint(ObjectName table, @Nullable String given) {
        int from = at;
        Constraint constraint = null;
        String name =
                given == null ? table.name() + "_" + (is("check") ? "check" : is("foreign") ? "fkey" : "key") : given;
        if (take("check") && at < all.size() && all.get(at).isGroup()) {
            constraint = Constraint.Check.of(name, all.get(at).inner());
        } else if (take("foreign", "key")) {
            List<String> columns = columns();
            if (take("references")) {
                ObjectName other = name();
                List<String> referenced = columns();
                constraint = referenced.isEmpty() ? null : ForeignKey.of(name, columns, other, referenced);
            }
        } else if (take("unique") && at < all.size() && all.get(at).isGroup()) {
            constraint = Constraint.Unique.of(name, columns());
        } else if (take("primary", "key", "using", "index")) {
            operations.add(new AddConstraint(table, Constraint.PrimaryKey.of(name, List.of()), word(), List.of()));
        } else if (take("primary", "key") && at < all.size() && all.get(at).isGroup()) {
            constraint = Constraint.PrimaryKey.of(name, columns());
        }
        skipToComma();
        boolean unchecked = IntStream.range(from, at).anyMatch(i -> tokens.at(i, "not", "valid"));
        if (constraint != null && !unchecked) {
            operations.add(new AddConstraint(table, constraint, null));
        }
    }

    private List<String> columns() {
        List<String> names = new ArrayList<>();
        if (at < all.size() && all.get(at).isGroup()) {
            SqlTokens.of(all.get(at++).inner()).tokens().stream()
                    .map(Token::identifier)
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
        }
        return names;
    }

    private List<ObjectName> names() {
        List<ObjectName> names = new ArrayList<>();
        do {
            take("only");
            names.add(name());
            take("*");
        } while (take(","));
        return names;
    }

    private ObjectName name() {
        String first = word();
        return take(".") ? new ObjectName(first, word()) : ObjectName.of(first);
    }

    /** @throws IllegalArgumentException if there is no name here */
    private String word() {
        String name = at < all.size() ? all.get(at).identifier() : "";
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no name");
        }
        at++;
        return name;
    }

    private void skipToComma() {
        while (at < all.size() && !is(",") && !is(";")) {
            at++;
        }
    }

    private boolean is(String keyword) {
        return at < all.size() && all.get(at).is(keyword);
    }

    private boolean endsWith(String keyword) {
        return all.stream().skip(at).anyMatch(token -> token.is(keyword));
    }

    private boolean take(String... keywords) {
        if (!tokens.at(at, keywords)) {
            return false;
        }
        at += keywords.length;
        return true;
    }

    /** The part of a column's definition that lint needs. */
    private static final class AddedColumn {

        static Column read(String name, String definition) {
            SqlTokens tokens = SqlTokens.of(definition);
            int end = 0;
            while (end < tokens.tokens().size() && !begins(tokens, end)) {
                end++;
            }
            Column column = Column.of(name, ColumnType.parse(tokens.between(0, end)));
            String value = value(tokens);
            boolean filled = value != null || has(tokens, "generated") || has(tokens, "serial");
            boolean required = has(tokens, "not", "null") && !filled;
            column = required ? column.withNullable(false) : column;
            return value == null ? column : column.withDefault(new DefaultValue.Expression(value));
        }

        private static boolean begins(SqlTokens tokens, int i) {
            return Stream.of(
                            "not",
                            "null",
                            "default",
                            "constraint",
                            "check",
                            "unique",
                            "primary",
                            "references",
                            "generated",
                            "collate",
                            "storage",
                            "compression")
                    .anyMatch(keyword -> tokens.at(i, keyword));
        }

        private static boolean has(SqlTokens tokens, String... keywords) {
            for (int i = 0; i < tokens.tokens().size(); i++) {
                if (tokens.at(i, keywords)) {
                    return true;
                }
            }
            return false;
        }

        private static @Nullable String value(SqlTokens tokens) {
            for (int i = 0; i < tokens.tokens().size(); i++) {
                if (tokens.at(i, "default")) {
                    int end = i + 1;
                    while (end < tokens.tokens().size() && !begins(tokens, end)) {
                        end++;
                    }
                    return tokens.between(i + 1, end);
                }
            }
            return null;
        }
    }
}
