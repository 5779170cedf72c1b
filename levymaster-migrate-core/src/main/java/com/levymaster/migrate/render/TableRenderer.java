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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders the statements that describe a table: columns, keys, other constraints, indexes, options. */
final class TableRenderer {

    private static final Comparator<Constraint> ORDER =
            Comparator.comparing(TableRenderer::rank).thenComparing(Constraint::name);

    private final ColumnRenderer columns;
    private final KeyRenderer keys;
    private final Imports imports;
    private final @Nullable String schema;

    /** @param schema the schema of the table; {@code null} for the default one */
    TableRenderer(ColumnRenderer columns, KeyRenderer keys, Imports imports, @Nullable String schema) {
        this.columns = columns;
        this.keys = keys;
        this.imports = imports;
        this.schema = schema;
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
            body.add(new CodeBlock.Line("t.index(" + quoted(index.name()) + ")", keys.calls(index, false, false)));
        }
        options(table.options(), body);
        if (table.comment() != null) {
            body.add(CodeBlock.Line.of("t.comment(" + quoted(table.comment()) + ")"));
        }
        return body;
    }

    private void options(Table.Options options, List<CodeBlock> body) {
        if (options.unlogged()) {
            body.add(CodeBlock.Line.of("t.unlogged()"));
        }
        if (options.tablespace() != null) {
            body.add(CodeBlock.Line.of("t.tablespace(" + quoted(options.tablespace()) + ")"));
        }
        if (options.partitionBy() != null) {
            body.add(CodeBlock.Line.of("t.partitionBy(" + quoted(options.partitionBy()) + ")"));
        }
        if (!options.inherits().isEmpty()) {
            body.add(CodeBlock.Line.of("t.inherits(" + parents(options.inherits()) + ")"));
        }
        Table.Partition partition = options.partitionOf();
        if (partition != null) {
            body.add(CodeBlock.Line.of(
                    "t.partitionOf(" + parents(List.of(partition.parent())) + ", " + quoted(partition.bound()) + ")"));
        }
        options.storage()
                .forEach((option, value) ->
                        body.add(CodeBlock.Line.of("t.with(" + quoted(option) + ", " + quoted(value) + ")")));
    }

    /** Names alone where all parents are in the schema of the table. */
    private String parents(List<ObjectName> parents) {
        return parents.stream().allMatch(parent -> Objects.equals(parent.schema(), schema))
                ? quoted(parents.stream().map(ObjectName::name).toList())
                : parents.stream()
                        .map(parent -> TypeRenderer.objectName(parent, imports))
                        .collect(Collectors.joining(", "));
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
