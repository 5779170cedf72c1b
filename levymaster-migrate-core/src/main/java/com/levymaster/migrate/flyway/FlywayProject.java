package com.levymaster.migrate.flyway;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sqlrevision.ConvertedProject;
import com.levymaster.migrate.sqlrevision.ConvertedProject.Recorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The migrations of a Flyway project as SQL files of this library. */
public final class FlywayProject {

    private FlywayProject() {}

    /**
     * Reads a project, and holds it against what Flyway has recorded.
     *
     * @param project the directory of {@code src/main/resources}
     * @throws MigrationException with all that is wrong with the files or their history
     */
    public static ConvertedProject read(Path project, FlywayOptions options, FlywayHistory history) {
        FlywayFiles files = new FlywayFiles(project, options).read();
        List<String> faults = new ArrayList<>(files.faults());
        faults.addAll(history.problems());
        FlywayLine line = faults.isEmpty() ? FlywayLine.of(files.files(), history, faults) : null;
        if (line == null || !faults.isEmpty()) {
            throw ConvertedProject.refused("Flyway", faults);
        }
        FlywayConversion conversion = new FlywayConversion(line, history, options, files.files(), faults);
        Map<String, String> written = conversion.files();
        if (!faults.isEmpty()) {
            throw ConvertedProject.refused("Flyway", faults);
        }
        if (!files.ignored().isEmpty()) {
            conversion.remark(
                    "not migrations, as for Flyway, and left where they are: " + String.join(", ", files.ignored()));
        }
        Recorded recorded = new Recorded(conversion.applied(), conversion.current());
        return ConvertedProject.of(written, conversion.placeholders(), recorded, conversion.remarks());
    }
}
