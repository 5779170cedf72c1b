package com.levymaster.migrate.plan;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Revisions a0, a1 and so on, each after the one before it, whose downgrade is the undo of the upgrade. */
final class UndoneRevisions {

    private UndoneRevisions() {}

    @SafeVarargs
    static Migrator on(TestDatabase database, Consumer<Operations>... upgrades) {
        List<RevisionDefinition> definitions = new ArrayList<>();
        for (Consumer<Operations> upgrade : upgrades) {
            int number = definitions.size();
            RevisionHeader header =
                    number == 0 ? RevisionHeader.of("a0") : RevisionHeader.of("a" + number, "a" + (number - 1));
            definitions.add(new RevisionDefinition(header, RevisionOptions.DEFAULT, () -> new Migration() {
                @Override
                public void upgrade(Operations op) {
                    upgrade.accept(op);
                }

                @Override
                public void downgrade(Operations op) {
                    op.undo(this::upgrade);
                }
            }));
        }
        return Migrator.builder(database.dataSource()).scripts(definitions).build();
    }
}
