package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;
import static com.levymaster.migrate.render.SentenceSource.scoped;

import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.schema.Table;

/** Sentences about whole tables. */
record TableSentences(SentenceSource source, String op) implements TableOperation.Visitor<Code> {

    @Override
    public Code createTable(CreateTable o) {
        Table table = o.table();
        return new Code.Block(
                scoped(op, table.name()) + ".createTable(" + quoted(table.name().name()) + ", t ->",
                source.table(table.name().schema()).sentences(table),
                ");");
    }

    @Override
    public Code dropTable(DropTable o) {
        String drop = scoped(op, o.name()) + ".dropTable(" + quoted(o.name().name()) + ")"
                + (o.cascade() ? ".cascade()" : "");
        return o.was() == null
                ? Code.Line.of(drop)
                : new Code.Block(
                        drop + ".was(t ->", source.table(o.name().schema()).sentences(o.was()), ");");
    }

    @Override
    public Code renameTable(RenameTable o) {
        return Code.Line.of(
                scoped(op, o.name()) + ".renameTable(" + quoted(o.name().name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public Code moveTable(MoveTable o) {
        return Code.Line.of(
                scoped(op, o.name()) + ".moveTable(" + quoted(o.name().name()) + ")",
                o.toSchema() == null ? ".toDefaultSchema()" : ".toSchema(" + quoted(o.toSchema()) + ")");
    }
}
