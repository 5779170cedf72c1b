package com.levymaster.migrate.command;

import com.levymaster.migrate.dialect.RowText;
import com.levymaster.migrate.dialect.SqlStatement;
import java.util.ArrayList;
import java.util.List;

/** Collects the lines of a script. */
final class ScriptLines {

    private final List<SqlScript.Line> lines = new ArrayList<>();

    void add(String line) {
        lines.add(new SqlScript.Line(line, null));
    }

    void addAll(List<String> several) {
        several.forEach(this::add);
    }

    void add(SqlStatement statement) {
        lines.add(
                statement.rows() instanceof RowText.Lines rows
                        ? new SqlScript.Line(statement.sql() + ";", rows.rows())
                        : new SqlScript.Line(statement.script(), null));
    }

    SqlScript script() {
        return new SqlScript(lines);
    }
}
