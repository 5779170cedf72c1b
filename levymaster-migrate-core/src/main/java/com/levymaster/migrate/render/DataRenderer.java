package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.CsvFile;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.schema.ObjectName;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders operations on rows, and raw SQL. */
record DataRenderer(Imports imports, String op) implements DataOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock insertRows(InsertRows o) {
        List<String> calls = new ArrayList<>();
        calls.add(".columns(" + quoted(o.columns()) + ")");
        if (o.source() != null) {
            calls.add(csv(o, o.source().file()));
        }
        o.rows().forEach(row -> calls.add(".row(" + values(row) + ")"));
        if (!o.keys().isEmpty()) {
            calls.add(".keyedBy(" + quoted(o.keys()) + ")");
        }
        if (o.overriding()) {
            calls.add(".overridingSystemValue()");
        }
        return new CodeBlock.Line(
                scoped(op, o.table()) + ".insert(" + quoted(o.table().name()) + ")", calls);
    }

    private String csv(InsertRows o, @Nullable CsvFile file) {
        if (file == null) {
            throw notRenderable(o.describe(), "write this insert into the revision by hand: Java makes its rows");
        }
        StringBuilder options = new StringBuilder();
        if (file.separator() != ',') {
            options.append(".separator(" + quoted(String.valueOf(file.separator())) + ".charAt(0))");
        }
        if (!file.nullText().isEmpty()) {
            options.append(".nullText(" + quoted(file.nullText()) + ")");
        }
        if (!file.encoding().equals(StandardCharsets.UTF_8)) {
            imports.java("java.nio.charset.Charset");
            options.append(".encoding(Charset.forName(" + quoted(file.encoding().name()) + "))");
        }
        return ".csv(" + quoted(file.location()) + (options.length() == 0 ? ")" : ", f -> f" + options + ")");
    }

    /** Rows are only deleted to revert an insert, so the insert is rendered within {@code undo}. */
    @Override
    public CodeBlock deleteRows(DeleteRows o) {
        CodeBlock insert = new DataRenderer(imports, "o").insertRows((InsertRows) o.inverse());
        return new CodeBlock.Block(op + ".undo(o ->", List.of(insert), ");");
    }

    @Override
    public CodeBlock truncate(Truncate o) {
        String schema = o.tables().get(0).schema();
        if (!o.tables().stream().allMatch(table -> Objects.equals(table.schema(), schema))) {
            throw notRenderable(o.describe(), "truncate the tables of one schema at a time");
        }
        List<String> names = o.tables().stream().map(ObjectName::name).toList();
        String method = o.cascade() ? ".truncateCascade(" : ".truncate(";
        return CodeBlock.Line.of(scoped(op, o.tables().get(0)) + method + quoted(names) + ")");
    }

    @Override
    public CodeBlock executeSql(ExecuteSql o) {
        return o.down() == null
                ? TextBlock.of(op + ".execute(", o.sql(), ")")
                : CodeBlock.Line.of(op + ".execute(" + quoted(o.sql()) + ")", ".reversedBy(" + quoted(o.down()) + ")");
    }

    @Override
    public CodeBlock runJava(RunJava o) {
        throw notRenderable(
                o.describe(), "write this data step into the revision by hand: Java code cannot be rendered");
    }

    @Override
    public CodeBlock backfill(Backfill o) {
        if (o.change().step() != null) {
            throw notRenderable(
                    o.describe(), "write this backfill into the revision by hand: Java code cannot be rendered");
        }
        List<String> calls = new ArrayList<>(calls(o.change()));
        if (o.batchSize() != Backfill.DEFAULT_BATCH_SIZE) {
            calls.add(".batchSize(" + o.batchSize() + ")");
        }
        if (o.pause() != null) {
            imports.java("java.time.Duration");
            calls.add(".pause(Duration.ofMillis(" + o.pause().toMillis() + "))");
        }
        if (o.reverse() != null) {
            calls.add(".reversedBy(b -> b" + String.join("", calls(o.reverse())) + ")");
        }
        if (o.kept()) {
            calls.add(".keptOnUndo()");
        }
        return new CodeBlock.Line(
                scoped(op, o.table()) + ".backfill(" + quoted(o.table().name()) + ")", calls);
    }

    private static List<String> calls(Backfill.Change change) {
        List<String> calls = new ArrayList<>();
        change.assignments()
                .forEach(a -> calls.add(".set(" + quoted(a.column()) + ", " + quoted(a.expression()) + ")"));
        if (change.where() != null) {
            calls.add(".where(" + quoted(change.where()) + ")");
        }
        if (change.staysTrue()) {
            calls.add(".mayStayTrue()");
        }
        return calls;
    }

    private static MigrationException notRenderable(String what, String remedy) {
        return new MigrationException("Cannot render as Java source: " + what, remedy);
    }

    private String values(List<@Nullable Object> row) {
        String values = row.stream().map(this::value).collect(Collectors.joining(", "));
        return values.equals("null") ? "(Object) null" : values;
    }

    private String value(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Double) {
            return String.valueOf(value);
        }
        if (value instanceof Long number) {
            return number + "L";
        }
        if (value instanceof BigDecimal) {
            imports.java("java.math.BigDecimal");
            return "new BigDecimal(" + quoted(value.toString()) + ")";
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        throw notRenderable("a value of " + value.getClass().getName(), "pass it as text, which PostgreSQL casts");
    }
}
