package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.autogenerate.RowMove.Kind;
import com.levymaster.migrate.diff.TableOrder;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CommentTarget.CommentableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The moves of rows and values that one direction of a revision needs, and where they belong between its operations.
 *
 * @param moves the inserts first, into referenced tables before those that refer to them
 * @param unclear for tables that lose rows or columns: why their rows do not go along
 * @param left for tables that lose rows or columns: which of their rows do not go along, while others do
 * @param backwards whether this is the downgrade, which ends with renames
 */
record RowMoves(List<RowMove> moves, Map<ObjectName, String> unclear, Map<ObjectName, String> left, boolean backwards) {

    RowMoves {
        moves = List.copyOf(moves);
        unclear = Map.copyOf(unclear);
        left = Map.copyOf(left);
    }

    static RowMoves of(PlaceChange change, List<MappedEntity> entities) {
        Map<ObjectName, String> unclear = new HashMap<>();
        Map<ObjectName, String> left = new HashMap<>();
        InheritanceMoves inheritance = new InheritanceMoves(change, entities, left);
        List<RowMove> found = new ArrayList<>(inheritance.moves());
        Map<ObjectName, ObjectName> unplaced = inheritance.unplaced();
        Set<ObjectName> moved = new HashSet<>(unplaced.keySet());
        found.forEach(move -> moved.add(move.destination()));
        Stream.concat(
                        new NewTableMoves(change, unclear).moves().stream(),
                        new NewColumnMoves(change, unclear).moves().stream())
                .filter(move -> !moved.contains(move.destination()))
                .forEach(found::add);
        Map<String, RowMove> merged = new LinkedHashMap<>();
        found.forEach(move -> merged.merge(move.statement(), move, RowMove::or));
        List<ObjectName> referencedFirst = TableOrder.referencedFirst(
                        change.after().tables().values())
                .stream()
                .map(Table::name)
                .toList();
        List<RowMove> ordered = merged.values().stream()
                .sorted(Comparator.comparing(RowMove::kind)
                        .thenComparing(
                                move -> move.kind() == Kind.INSERT ? referencedFirst.indexOf(move.destination()) : 0))
                .toList();
        ordered.forEach(move -> unclear.keySet().removeAll(move.tables()));
        unplaced.values()
                .forEach(root -> unclear.put(
                        root,
                        "no discriminator of " + root + " names the entities whose rows belong to the new tables"));
        return new RowMoves(ordered, unclear, left, change.backwards());
    }

    /** The move that the operation performs. */
    Optional<RowMove> of(Operation operation) {
        return moves.stream().filter(move -> move.operation().equals(operation)).findFirst();
    }

    /** Which rows of the table are lost on the way back when it loses its columns; often empty. */
    String leftBehind(ObjectName table) {
        return backwards ? left.getOrDefault(table, "") : "";
    }

    /** What becomes of the rows of a table before they are dropped. */
    String end(ObjectName table) {
        return end(table, move -> true);
    }

    /** What becomes of the values of a column before it is dropped. */
    String end(ObjectName table, String column) {
        return end(table, move -> move.keeps(column));
    }

    private String end(ObjectName table, Predicate<RowMove> concerned) {
        List<String> destinations = moves.stream()
                .filter(move -> move.kind() != Kind.DELETE && move.tables().contains(table) && concerned.test(move))
                .map(move -> move.destination().toString())
                .distinct()
                .toList();
        if (!destinations.isEmpty()) {
            return ", after the statements above have moved what belongs to " + String.join(", ", destinations)
                    + (left.containsKey(table) ? "; " + left.get(table) : "");
        }
        String reason = unclear.get(table);
        return ", which no downgrade restores" + (reason == null ? "" : "; they do not go along, because " + reason);
    }

    /**
     * Inserts the moves: after what is created and added, before the rules for what was added, and before what is dropped. A
     * required column is added without its rule first.
     */
    List<Operation> insertedInto(List<Operation> operations) {
        if (moves.isEmpty()) {
            return operations;
        }
        List<Operation> first = new ArrayList<>();
        List<Operation> rules = new ArrayList<>();
        List<Operation> drops = new ArrayList<>();
        int end = endOfAlterations(operations);
        for (Operation operation : operations.subList(0, end)) {
            if (operation instanceof AddColumn add && isFilled(add)) {
                Column column = add.column();
                first.add(new AddColumn(add.table(), column.withNullable(true)));
                rules.add(new ChangeNullability(add.table(), column.name(), false, null));
            } else if (operation instanceof DropColumn drop && uses(drop.table()) && !isReplaced(drop, operations)) {
                drops.add(drop);
            } else if (isRule(operation)) {
                rules.add(operation);
            } else {
                first.add(operation);
            }
        }
        return Stream.of(
                        first.stream(),
                        moves.stream().map(move -> (Operation) move.operation()),
                        rules.stream(),
                        drops.stream(),
                        operations.stream().skip(end))
                .flatMap(part -> part)
                .toList();
    }

    /** A column that is added again keeps its place: two cannot have the same name. */
    private static boolean isReplaced(DropColumn drop, List<Operation> operations) {
        return operations.stream()
                .anyMatch(operation -> operation instanceof AddColumn add
                        && add.table().equals(drop.table())
                        && add.column().name().equals(drop.name()));
    }

    /** Whole objects are dropped last. */
    private int endOfAlterations(List<Operation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            if (operation instanceof DropTable
                    || operation instanceof DropSequence
                    || operation instanceof DropEnum
                    || operation instanceof DropComposite
                    || operation instanceof DropSchema
                    || backwards && isRename(operation)) {
                return i;
            }
        }
        return operations.size();
    }

    private static boolean isRename(Operation operation) {
        return operation instanceof RenameTable
                || operation instanceof RenameColumn
                || operation instanceof RenameSequence;
    }

    private boolean isFilled(AddColumn add) {
        return PlaceChange.isRequired(add.column())
                && filling(add.table(), add.column().name()).findAny().isPresent();
    }

    private Stream<RowMove> filling(ObjectName table, String column) {
        return moves.stream()
                .filter(move -> move.kind() == Kind.UPDATE
                        && move.destination().equals(table)
                        && move.columns().contains(column));
    }

    /** Whether the moves fill the new column, though perhaps not in every row. */
    boolean fillsSome(ObjectName table, String column) {
        return filling(table, column).findAny().isPresent()
                && filling(table, column).noneMatch(move -> move.tables().isEmpty());
    }

    /** Whether no later move inserts into the same table. */
    boolean isLastInsert(RowMove move) {
        return move.kind() == Kind.INSERT
                && moves.stream()
                        .filter(other -> other.kind() == Kind.INSERT
                                && other.destination().equals(move.destination()))
                        .reduce((one, other) -> other)
                        .filter(move::equals)
                        .isPresent();
    }

    private boolean uses(ObjectName table) {
        return moves.stream().anyMatch(move -> move.uses(table));
    }

    private static boolean isRule(Operation operation) {
        return operation instanceof AddConstraint
                || operation instanceof CreateIndex
                || operation instanceof ChangeComment comment
                        && (comment.on().kind() == CommentableKind.CONSTRAINT
                                || comment.on().kind() == CommentableKind.INDEX);
    }
}
