package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Histories of revisions that do nothing. */
final class Histories {

    private Histories() {}

    /** Of every fifty revisions two stand on the first, and the tenth merges what came of them. */
    static Migrator branching(DataSource dataSource, int length) {
        List<RevisionHeader> headers = new ArrayList<>(List.of(header(0)));
        for (int i = 1; i < length; i++) {
            headers.add(
                    switch (i % 50) {
                        case 5 -> header(i, id(i - 5)).withLabels("team" + i);
                        case 10 -> header(i, id(i - 1), id(i - 6));
                        default -> header(i, id(i - 1));
                    });
        }
        return migrator(dataSource, headers);
    }

    static Migrator migrator(DataSource dataSource, List<RevisionHeader> headers) {
        return Migrator.builder(dataSource)
                .scripts(headers.stream()
                        .map(header -> new RevisionDefinition(header, true, Nothing::new))
                        .toList())
                .build();
    }

    static String id(int number) {
        return String.format("r%04d", number);
    }

    private static RevisionHeader header(int number, String... down) {
        return RevisionHeader.of(id(number), down).withMessage("change number " + number + " of the tax districts");
    }

    private static final class Nothing implements Migration {

        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }
}
