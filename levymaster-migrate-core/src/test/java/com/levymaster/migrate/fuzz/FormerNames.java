package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** What objects were called before operations renamed them; names as in {@link Difference}. */
final class FormerNames {

    private record Renaming(String from, String to) {

        String former(String name) {
            return name.equals(to) ? from : name.startsWith(to + ".") ? from + name.substring(to.length()) : name;
        }
    }

    private final List<Renaming> latestFirst = new ArrayList<>();

    /** The sequences that a table owns move with it. */
    void add(Operation operation, DatabaseSchema before) {
        if (operation instanceof RenameTable rename) {
            add(rename.name(), rename.name().renamed(rename.to()));
        } else if (operation instanceof MoveTable move) {
            add(move.name(), ObjectName.of(move.toSchema(), move.name().name()));
            before.sequences().values().stream()
                    .filter(sequence -> sequence.ownedBy() != null
                            && before.resolve(sequence.ownedBy().table()).equals(before.resolve(move.name())))
                    .forEach(sequence -> add(
                            sequence.name(),
                            ObjectName.of(move.toSchema(), sequence.name().name())));
        } else if (operation instanceof RenameView rename) {
            add(rename.name(), rename.name().renamed(rename.to()));
        } else if (operation instanceof RenameSequence rename) {
            add(rename.name(), rename.name().renamed(rename.to()));
        } else if (operation instanceof RenameIndex rename) {
            add(rename.table().renamed(rename.from()), rename.table().renamed(rename.to()));
        } else if (operation instanceof RenameColumn rename) {
            add(rename.table() + "." + rename.from(), rename.table() + "." + rename.to());
        } else if (operation instanceof RenameConstraint rename) {
            add(rename.from(), rename.to());
        }
    }

    private void add(Object from, Object to) {
        latestFirst.add(0, new Renaming(Difference.plain(from.toString()), Difference.plain(to.toString())));
    }

    /** What an object that is now called so was called at first. */
    String of(String name) {
        String former = name;
        for (Renaming renaming : latestFirst) {
            former = renaming.former(former);
        }
        return former;
    }
}
