package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.CommentOperation;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ControlOperation;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.DefinitionOperation;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Renders a method body: the operations on one table as a block, the others one by one. */
final class BodyRenderer {

    private final Imports imports;
    private final TypeRenderer types;
    private final ColumnRenderer columns;

    BodyRenderer(Imports imports, DatabaseSchema known) {
        this.imports = imports;
        this.types = new TypeRenderer(imports, known);
        this.columns = new ColumnRenderer(imports, types);
    }

    /** @param op the name of the {@code Operations} variable */
    Stream<CodeBlock> statements(List<ReviewedOperation> steps, String op) {
        List<CodeBlock> blocks = new ArrayList<>();
        for (int from = 0, to; from < steps.size(); from = to) {
            boolean safe = isSafe(steps.get(from));
            to = from + 1;
            while (to < steps.size() && isSafe(steps.get(to)) == safe) {
                to++;
            }
            List<ReviewedOperation> run = steps.subList(from, to);
            if (safe) {
                blocks.add(safely(run, op));
            } else {
                AlterTableGroup.group(run).forEach(group -> blocks.add(statement(group, op)));
            }
        }
        return blocks.stream();
    }

    private static boolean isSafe(ReviewedOperation step) {
        return step.operation() instanceof Autocommit block && block.safely() != null;
    }

    /** Consecutive safe forms are one block. */
    private CodeBlock safely(List<ReviewedOperation> steps, String op) {
        List<ReviewedOperation> plain = steps.stream()
                .map(step -> new ReviewedOperation(
                        Objects.requireNonNull(((Autocommit) step.operation()).safely()), step.review()))
                .toList();
        return new CodeBlock.Block(op + ".safely(o ->", statements(plain, "o").toList(), ");");
    }

    private CodeBlock statement(AlterTableGroup group, String op) {
        if (group.table() != null) {
            return alterTable(group.table(), group.steps(), op);
        }
        ReviewedOperation step = group.steps().get(0);
        return CodeBlock.withComment(step.comment(), statement(step.operation(), op));
    }

    private CodeBlock alterTable(ObjectName table, List<ReviewedOperation> steps, String op) {
        AlterTableRenderer renderer = new AlterTableRenderer(imports, types, columns, keys(table.schema()));
        List<CodeBlock> body = new ArrayList<>();
        for (ReviewedOperation step : steps) {
            body.add(CodeBlock.withComment(step.comment(), altered(step.operation(), renderer)));
        }
        return new CodeBlock.Block(scoped(op, table) + ".alterTable(" + quoted(table.name()) + ", t ->", body, ");");
    }

    private static CodeBlock altered(Operation operation, AlterTableRenderer renderer) {
        if (operation instanceof ColumnOperation column) {
            return column.accept((ColumnOperation.Visitor<CodeBlock>) renderer);
        }
        if (operation instanceof ConstraintOperation constraint) {
            return constraint.accept((ConstraintOperation.Visitor<CodeBlock>) renderer);
        }
        if (operation instanceof StorageOperation setting) {
            return setting.accept((StorageOperation.Visitor<CodeBlock>) renderer);
        }
        if (operation instanceof DefinitionOperation definition) {
            return definition.accept(new DefinitionRenderer("t"));
        }
        return operation instanceof IndexOperation index
                ? index.accept((IndexOperation.Visitor<CodeBlock>) renderer)
                : renderer.comment((ChangeComment) operation);
    }

    private CodeBlock statement(Operation operation, String op) {
        if (operation instanceof TableOperation table) {
            return table.accept(new TableOperationRenderer(this, op));
        }
        if (operation instanceof SequenceOperation sequence) {
            return sequence.accept(new SequenceRenderer(types, op));
        }
        if (operation instanceof TypeOperation type) {
            return type.accept(new TypeOperationRenderer(types, columns, op));
        }
        if (operation instanceof CompositeOperation composite) {
            return composite.accept(new CompositeRenderer(types, op));
        }
        DatabaseObjectRenderer objects = new DatabaseObjectRenderer(op);
        if (operation instanceof SchemaOperation schema) {
            return schema.accept(objects);
        }
        if (operation instanceof ExtensionOperation extension) {
            return extension.accept(objects);
        }
        if (operation instanceof CommentOperation comment) {
            return comment.accept(objects);
        }
        if (operation instanceof PrivilegeOperation privilege) {
            return privilege.accept(objects);
        }
        if (operation instanceof ViewOperation view) {
            return view.accept(new ViewRenderer(op));
        }
        if (operation instanceof DefinitionOperation definition) {
            return definition.accept(new DefinitionRenderer(op));
        }
        return operation instanceof DataOperation data
                ? data.accept(new DataRenderer(imports, op))
                : ((ControlOperation) operation).accept(new ControlRenderer(this, op));
    }

    TableRenderer table(@Nullable String schema) {
        return new TableRenderer(columns, keys(schema), imports, schema);
    }

    private KeyRenderer keys(@Nullable String schema) {
        return new KeyRenderer(imports, schema);
    }

    /** {@code op}, or {@code op.inSchema("audit")}. */
    static String scoped(String op, ObjectName name) {
        return name.schema() == null ? op : op + ".inSchema(" + quoted(name.schema()) + ")";
    }
}
