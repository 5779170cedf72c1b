package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The faults of SQL files of several kinds, which are refused together. */
final class SqlFaults {

    private final List<MigrationException> found = new ArrayList<>();

    /** Reads files of one kind; returns the other value if they have faults. */
    <T> T read(Supplier<T> files, T otherwise) {
        try {
            return files.get();
        } catch (MigrationException e) {
            found.add(e);
            return otherwise;
        }
    }

    /** @throws MigrationException with all faults of all kinds, if there are some */
    void refuse() {
        if (found.size() == 1) {
            throw found.get(0);
        }
        if (!found.isEmpty()) {
            throw new MigrationException(
                    found.stream().map(MigrationException::problem).collect(Collectors.joining(System.lineSeparator())),
                    found.stream().map(MigrationException::remedy).distinct().collect(Collectors.joining(" Then: ")));
        }
    }
}
