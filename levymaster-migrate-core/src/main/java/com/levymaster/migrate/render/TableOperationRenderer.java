package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.schema.Table;

/** Renders operations on whole tables. */
record TableOperationRenderer(BodyRenderer source, String op) implements TableOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createTable(CreateTable o) {
        Table table = o.table();
        return new CodeBlock.Block(
                scoped(op, table.name()) + ".createTable(" + quoted(table.name().name()) + ", t ->",
                source.table(table.name().schema()).statements(table),
                ");");
    }

    @Override
    public CodeBlock dropTable(DropTable o) {
        String drop = scoped(op, o.name()) + ".dropTable(" + quoted(o.name().name()) + ")"
                + (o.cascade() ? ".cascade()" : "");
        return o.was() == null
                ? CodeBlock.Line.of(drop)
                : new CodeBlock.Block(
                        drop + ".was(t ->", source.table(o.name().schema()).statements(o.was()), ");");
    }

    @Override
    public CodeBlock renameTable(RenameTable o) {
        return CodeBlock.Line.of(
                scoped(op, o.name()) + ".renameTable(" + quoted(o.name().name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock moveTable(MoveTable o) {
        return CodeBlock.Line.of(
                scoped(op, o.name()) + ".moveTable(" + quoted(o.name().name()) + ")",
                o.toSchema() == null ? ".toDefaultSchema()" : ".toSchema(" + quoted(o.toSchema()) + ")");
    }
}
