package com.levymaster.migrate.lint;

import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.MaskedSql;
import java.util.List;
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
        String schema = table.schema() == null ? "" : ".inSchema(" + string(table.schema()) + ")";
        return "op" + schema + ".alterTable(" + string(table.name()) + ", t -> t." + call + ")";
    }

    /** The same as a complete statement. */
    static String step(ObjectName table, String call) {
        return alter(table, call) + ";";
    }

    static String autocommit(String statement) {
        return "op.autocommit(() -> " + statement + ");";
    }

    /** Appends indented lines to an introduction. */
    static String lines(String introduction, String... lines) {
        return introduction + ":" + System.lineSeparator() + "    "
                + String.join(System.lineSeparator() + "    ", lines);
    }
}
