package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Renders the statements that describe a table: columns, keys, other constraints, indexes, options. */
final class TableRenderer {

    private static final Comparator<Constraint> ORDER =
            Comparator.comparing(TableRenderer::rank).thenComparing(Constraint::name);

    private final ColumnRenderer columns;
    private final KeyRenderer keys;

    TableRenderer(ColumnRenderer columns, KeyRenderer keys) {
        this.columns = columns;
        this.keys = keys;
    }

    List<CodeBlock> statements(Table table) {
        List<CodeBlock> body = new ArrayList<>();
        for (Column column : table.columns()) {
            body.add(new CodeBlock.Line("t.column(" + columns.nameAndType(column) + ")", columns.calls(column)));
        }
        table.constraints().values().stream().sorted(ORDER).forEach(constraint -> {
            String kind = KeyRenderer.kind(constraint);
            String method = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
            body.add(new CodeBlock.Line("t." + method + "(" + quoted(constraint.name()) + ")", keys.calls(constraint)));
        });
        for (Index index : table.indexes().values()) {
            body.add(new CodeBlock.Line("t.index(" + quoted(index.name()) + ")", keys.calls(index, false)));
        }
        options(table.options(), body);
        if (table.comment() != null) {
            body.add(CodeBlock.Line.of("t.comment(" + quoted(table.comment()) + ")"));
        }
        return body;
    }

    private static void options(Table.Options options, List<CodeBlock> body) {
        if (options.unlogged()) {
            body.add(CodeBlock.Line.of("t.unlogged()"));
        }
        if (options.tablespace() != null) {
            body.add(CodeBlock.Line.of("t.tablespace(" + quoted(options.tablespace()) + ")"));
        }
        if (options.partitionBy() != null) {
            body.add(CodeBlock.Line.of("t.partitionBy(" + quoted(options.partitionBy()) + ")"));
        }
        Table.Partition partition = options.partitionOf();
        if (partition != null) {
            body.add(CodeBlock.Line.of(
                    "t.partitionOf(" + quoted(partition.parent().name()) + ", " + quoted(partition.bound()) + ")"));
        }
        if (!options.inherits().isEmpty()) {
            List<String> parents =
                    options.inherits().stream().map(ObjectName::name).toList();
            body.add(CodeBlock.Line.of("t.inherits(" + quoted(parents) + ")"));
        }
        options.storage()
                .forEach((option, value) ->
                        body.add(CodeBlock.Line.of("t.with(" + quoted(option) + ", " + quoted(value) + ")")));
    }

    private static int rank(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return 0;
        }
        if (constraint instanceof Constraint.Unique) {
            return 1;
        }
        return constraint instanceof ForeignKey ? 3 : 2;
    }
}
