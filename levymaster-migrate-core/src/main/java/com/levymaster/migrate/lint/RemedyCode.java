package com.levymaster.migrate.lint;

import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of a migration, with the user's own names, for remedies. */
final class RemedyCode {

    private RemedyCode() {}

    static String string(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String strings(List<String> texts) {
        return texts.stream().map(RemedyCode::string).collect(Collectors.joining(", "));
    }

    /** {@code op.alterTable("county", t -> t.…)}. */
    static String alter(ObjectName table, String words) {
        String schema = table.schema() == null ? "" : ".inSchema(" + string(table.schema()) + ")";
        return "op" + schema + ".alterTable(" + string(table.name()) + ", t -> t." + words + ")";
    }

    /** The same as a step of its own. */
    static String step(ObjectName table, String words) {
        return alter(table, words) + ";";
    }

    static String autocommit(String statement) {
        return "op.autocommit(() -> " + statement + ");";
    }

    /** Lines below the sentence that leads to them. */
    static String lines(String sentence, String... lines) {
        return sentence + ":" + System.lineSeparator() + "    " + String.join(System.lineSeparator() + "    ", lines);
    }
}
