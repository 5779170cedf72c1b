package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.schema.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sequences. */
interface SequenceSql extends Family, SequenceOperation.Visitor<List<Statement>> {

    @Override
    default List<Statement> createSequence(SequenceOperation.CreateSequence operation) {
        Sequence sequence = operation.sequence();
        String type = sequence.type().display();
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of("create sequence " + quote(sequence.name())
                + (type.equals("bigint") ? "" : " as " + type)
                + SequenceText.options(sequence.options())
                + (sequence.ownedBy() == null ? "" : " owned by " + owner(sequence.ownedBy()))));
        if (sequence.comment() != null) {
            statements.add(Comment.on("sequence", quote(sequence.name()), sequence.comment()));
        }
        return statements;
    }

    @Override
    default List<Statement> dropSequence(SequenceOperation.DropSequence operation) {
        return Family.one("drop sequence " + quote(operation.name()));
    }

    @Override
    default List<Statement> renameSequence(SequenceOperation.RenameSequence operation) {
        return Family.one("alter sequence " + quote(operation.name()) + " rename to " + quote(operation.to()));
    }

    @Override
    default List<Statement> alterSequence(SequenceOperation.AlterSequence operation) {
        String changes = SequenceText.changes(operation.from(), operation.to(), "");
        return changes.isEmpty() ? List.of() : Family.one("alter sequence " + quote(operation.name()) + changes);
    }

    @Override
    default List<Statement> changeSequenceOwner(SequenceOperation.ChangeSequenceOwner operation) {
        return Family.one("alter sequence " + quote(operation.name()) + " owned by " + owner(operation.to()));
    }

    private static String owner(Sequence.@Nullable Owner owner) {
        return owner == null ? "none" : quote(owner.table()) + "." + quote(owner.column());
    }
}
