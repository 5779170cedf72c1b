package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.schema.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles sequence operations. */
interface SequenceCompiler extends CompilerContext, SequenceOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createSequence(SequenceOperation.CreateSequence operation) {
        Sequence sequence = operation.sequence();
        String type = sequence.type().display();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of("create sequence " + quote(sequence.name())
                + (type.equals("bigint") ? "" : " as " + type)
                + SequenceClause.options(sequence.options())
                + (sequence.ownedBy() == null ? "" : " owned by " + owner(sequence.ownedBy()))));
        if (sequence.comment() != null) {
            statements.add(CommentStatements.on("sequence", quote(sequence.name()), sequence.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropSequence(SequenceOperation.DropSequence operation) {
        return CompilerContext.one("drop sequence " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> renameSequence(SequenceOperation.RenameSequence operation) {
        return CompilerContext.one("alter sequence " + quote(operation.name()) + " rename to " + quote(operation.to()));
    }

    @Override
    default List<SqlStatement> alterSequence(SequenceOperation.AlterSequence operation) {
        String type =
                operation.toType() == null ? "" : " as " + operation.toType().display();
        String changes = type + SequenceClause.changes(operation.from(), operation.to(), operation.toType(), "");
        return changes.isEmpty()
                ? List.of()
                : CompilerContext.one("alter sequence " + quote(operation.name()) + changes);
    }

    @Override
    default List<SqlStatement> changeSequenceOwner(SequenceOperation.ChangeSequenceOwner operation) {
        return CompilerContext.one("alter sequence " + quote(operation.name()) + " owned by " + owner(operation.to()));
    }

    private static String owner(Sequence.@Nullable Owner owner) {
        return owner == null ? "none" : quote(owner.table()) + "." + quote(owner.column());
    }
}
