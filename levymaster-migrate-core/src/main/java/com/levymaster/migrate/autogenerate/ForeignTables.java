package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Recognizes the tables of other tools by their columns, and the tables of this library also by their comment. */
final class ForeignTables {

    /** Each table of a tool has at least these columns. */
    private static final List<Set<String>> COLUMNS = List.of(
            columns("revision applied_at ordinal"), // ours
            columns("run event revision recorded_at duration_ms database_user"),
            columns("installed_rank version description type script checksum installed_by"), // Flyway
            columns("id author filename dateexecuted orderexecuted exectype md5sum"), // Liquibase
            columns("id locked lockgranted lockedby"),
            columns("id checksum finished_at migration_name rolled_back_at applied_steps_count"), // Prisma
            columns("id app name applied"), // Django
            columns("id name batch migration_time"), // Knex
            columns("index is_locked"),
            columns("migrationid productversion"), // Entity Framework
            columns("id version_id is_applied tstamp"), // goose
            columns("sched_name"), // Quartz
            columns("job_instance_id job_name job_key"), // Spring Batch
            columns("job_execution_id version"),
            columns("job_execution_id parameter_name parameter_type"),
            columns("job_execution_id short_context"),
            columns("step_execution_id"),
            columns("primary_id session_id max_inactive_interval expiry_time"), // Spring Session
            columns("session_primary_id attribute_name attribute_bytes"),
            columns("listener_id event_type serialized_event publication_date"), // Spring Modulith
            columns("name lock_until locked_at locked_by")); // ShedLock

    /** The only column of Alembic's table. */
    private static final Set<String> ALEMBIC = Set.of("version_num");

    private static final String MARK = "by LevyMaster Migrate";

    private ForeignTables() {}

    static boolean contains(Table table) {
        Set<String> columns = table.columns().stream()
                .map(Column::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String comment = table.comment();
        return comment != null && comment.endsWith(MARK)
                || COLUMNS.stream().anyMatch(columns::containsAll)
                || columns.equals(ALEMBIC);
    }

    private static Set<String> columns(String names) {
        return Set.of(names.split(" "));
    }
}
