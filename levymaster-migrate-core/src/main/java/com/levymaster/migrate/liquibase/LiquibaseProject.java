package com.levymaster.migrate.liquibase;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sqlrevision.ConvertedProject;
import com.levymaster.migrate.sqlrevision.ConvertedProject.Recorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The change logs of a Liquibase project as SQL files of this library. */
public final class LiquibaseProject {

    private LiquibaseProject() {}

    /**
     * Reads a project, and holds it against what Liquibase has recorded.
     *
     * @param directories in which change logs are looked for
     * @param target for which Liquibase writes SQL
     * @throws MigrationException if the library of Liquibase is not there, and with all that is wrong with the change logs or
     *     their history, or has to be decided
     */
    public static ConvertedProject read(
            List<Path> directories, LiquibaseOptions options, LiquibaseHistory history, LiquibaseTarget target) {
        requireLibrary(LiquibaseProject.class.getClassLoader());
        List<String> faults = new ArrayList<>(history.problems());
        List<ChangeSetSql> changeSets = new ChangeLogReader(directories, options, history, faults).read(target);
        if (changeSets.isEmpty() && !faults.isEmpty()) {
            throw ConvertedProject.refused("Liquibase", faults);
        }
        LiquibaseConversion conversion = new LiquibaseConversion(changeSets, history, options, faults);
        Map<String, String> written = conversion.files();
        if (!faults.isEmpty()) {
            throw ConvertedProject.refused("Liquibase", faults);
        }
        Recorded recorded = new Recorded(conversion.applied(), conversion.current());
        return ConvertedProject.of(written, Map.of(), recorded, conversion.remarks());
    }

    static void requireLibrary(@Nullable ClassLoader loader) {
        try {
            Class.forName("liquibase.changelog.ChangeSet", false, loader);
        } catch (ClassNotFoundException e) {
            throw new MigrationException(
                    "The library of Liquibase, which writes the SQL of change sets, is not on the class path. Nothing"
                            + " was written.",
                    "add the dependency org.liquibase:liquibase-core for this command.",
                    e);
        }
    }
}
