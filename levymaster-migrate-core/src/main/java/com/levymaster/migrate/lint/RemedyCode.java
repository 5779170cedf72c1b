package com.levymaster.migrate.lint;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.MaskedSql;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes lines of a migration for remedies, with the names of the objects concerned. */
final class RemedyCode {

    private RemedyCode() {}

    static String string(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** SQL text, whose literals are for the reader of the migration only: hazards are logged. */
    static String sql(String text) {
        return string(MaskedSql.text(text));
    }

    static String strings(List<String> texts) {
        return texts.stream().map(RemedyCode::string).collect(Collectors.joining(", "));
    }

    /** {@code op.alterTable("county", t -> t.…)}. */
    static String alter(ObjectName table, String call) {
        return "op" + inSchema(table) + ".alterTable(" + string(table.name()) + ", t -> t." + call + ")";
    }

    /** {@code .inSchema("tax")} of an object that is not in the default schema. */
    static String inSchema(ObjectName name) {
        return name.schema() == null ? "" : ".inSchema(" + string(name.schema()) + ")";
    }

    /** Another table, as a step on this one names it. */
    static String reference(ObjectName other, ObjectName table) {
        return Objects.equals(other.schema(), table.schema()) || other.schema() == null
                ? string(other.name())
                : ObjectName.class.getName() + ".of(" + string(other.schema()) + ", " + string(other.name()) + ")";
    }

    /** {@code nativeType("numeric(10,4)")}. */
    static String type(ColumnType type) {
        return "nativeType(" + string(type.display()) + ")";
    }

    /** {@code op.safely(o -> o.alterTable("county", t -> t.…));}. */
    static String safely(ObjectName table, String call) {
        return "op" + inSchema(table) + ".safely(o -> o.alterTable(" + string(table.name()) + ", t -> t." + call
                + "));";
    }

    /** The same as a complete statement. */
    static String step(ObjectName table, String call) {
        return alter(table, call) + ";";
    }

    /** {@code op.execute("…");}. */
    static String execute(String sql) {
        return "op.execute(" + sql(sql) + ");";
    }

    static String autocommit(String statement) {
        return "op.autocommit(() -> " + statement + ");";
    }

    /** The same change of all rows in batches; nothing if the update is not a plain one. */
    static Optional<String> backfill(String update) {
        SqlTokens tokens = SqlTokens.of(update.strip().replaceFirst(";$", ""));
        List<Token> all = tokens.tokens();
        boolean qualified = all.size() > 3 && all.get(2).text().equals(".");
        int set = qualified ? 4 : 2;
        if (all.size() <= set + 3
                || all.get(set - 1).identifier().isEmpty()
                || !all.get(set).is("set")
                || all.stream().skip(set).anyMatch(token -> token.is("from") || token.is("returning"))) {
            return Optional.empty();
        }
        StringBuilder code = new StringBuilder("op");
        code.append(qualified ? ".inSchema(" + string(all.get(1).identifier()) + ")" : "")
                .append(".backfill(")
                .append(string(all.get(set - 1).identifier()))
                .append(")");
        for (int from = set + 1; from < all.size(); ) {
            int to = from;
            while (to < all.size() && !all.get(to).text().equals(",")) {
                to++;
            }
            if (to - from < 3
                    || all.get(from).identifier().isEmpty()
                    || !all.get(from + 1).text().equals("=")) {
                return Optional.empty();
            }
            code.append(".set(" + string(all.get(from).identifier()) + ", " + sql(tokens.between(from + 2, to)) + ")");
            from = to + 1;
        }
        return Optional.of(code.append(";").toString());
    }

    /** Appends indented lines to an introduction. */
    static String lines(String introduction, String... lines) {
        return introduction + ":" + System.lineSeparator() + "    "
                + String.join(System.lineSeparator() + "    ", lines);
    }
}
