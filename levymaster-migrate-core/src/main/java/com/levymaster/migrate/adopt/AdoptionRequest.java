package com.levymaster.migrate.adopt;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionRequest;
import java.nio.file.Path;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What a source needs to plan an adoption.
 *
 * @param connection to the database, for reading
 * @param found what it contains
 * @param revisions those that the application has compiled already
 * @param arguments of the revisions
 * @param target of new source files; {@code null} if none can be written, as at the start of an application
 * @param flyway the settings of a Flyway project
 * @param liquibase the settings of a Liquibase project
 */
public record AdoptionRequest(
        Connection connection,
        ExistingDatabase found,
        RevisionDefinitions revisions,
        RunArguments arguments,
        @Nullable Target target,
        FlywayOptions flyway,
        LiquibaseOptions liquibase) {

    /**
     * The source files to be written.
     *
     * @param packageName of the classes
     * @param template lays out each file
     * @param revision id and message that the user has given, for sources that write one revision
     * @param project the directory in which a source looks for the files of another tool
     * @param resources the directory of the resources in which SQL files are written; {@code null} for that of the project
     */
    public record Target(
            String packageName,
            RevisionTemplate template,
            RevisionRequest revision,
            Path project,
            @Nullable Path resources) {

        /** With the resources of the project. */
        public Target(String packageName, RevisionTemplate template, RevisionRequest revision, Path project) {
            this(packageName, template, revision, project, null);
        }
    }
}
