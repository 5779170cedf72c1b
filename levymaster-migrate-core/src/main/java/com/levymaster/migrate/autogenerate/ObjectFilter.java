package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.ObjectName;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Selects the tables that take part in the comparison. A pattern is a table name, optionally with its schema, in which {@code *}
 * matches any characters: {@code audit.*}, {@code tmp_*}.
 *
 * @param include if not empty, only objects that match one of these
 * @param exclude no objects that match one of these, even if included
 */
public record ObjectFilter(List<String> include, List<String> exclude) {

    /** Tables of other tools, and our own, by their default names; {@link ForeignTables} knows them by their columns. */
    private static final List<String> FOREIGN = List.of(
            "levymaster_*",
            "flyway_schema_history",
            "databasechangelog",
            "databasechangeloglock",
            "qrtz_*",
            "batch_job_*",
            "batch_step_*",
            "spring_session",
            "spring_session_attributes",
            "event_publication",
            "event_publication_archive",
            "shedlock",
            "alembic_version",
            "schema_migrations",
            "ar_internal_metadata",
            "_prisma_migrations",
            "django_migrations",
            "knex_migrations*",
            "__efmigrationshistory",
            "goose_db_version",
            "pgmigrations",
            "sequelizemeta",
            "__diesel_schema_migrations",
            "__drizzle_migrations",
            "_sqlx_migrations",
            "atlas_schema_revisions",
            "kysely_migration*",
            "mikro_orm_migrations",
            "phinxlog",
            "refinery_schema_history",
            "typeorm_metadata",
            "yoyo_lock",
            "_yoyo_*",
            "ht_*",
            "hte_*");

    public ObjectFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Returns a filter that accepts all tables. */
    public static ObjectFilter all() {
        return new ObjectFilter(List.of(), List.of());
    }

    /** Returns a copy that rejects objects that match one of the patterns. */
    public ObjectFilter excluding(Collection<String> patterns) {
        return new ObjectFilter(
                include,
                java.util.stream.Stream.concat(exclude.stream(), patterns.stream())
                        .toList());
    }

    /** Returns a copy that accepts only objects that match one of the patterns. */
    public ObjectFilter including(Collection<String> patterns) {
        return new ObjectFilter(
                java.util.stream.Stream.concat(include.stream(), patterns.stream())
                        .toList(),
                exclude);
    }

    /**
     * Whether the object is selected.
     *
     * @param schema the schema of the object, also if the name does not contain it
     */
    boolean accepts(ObjectName name, String schema) {
        ObjectName whole = ObjectName.of(schema, name.name());
        return (include.isEmpty() || matches(include, whole)) && !matches(exclude, whole);
    }

    /** Whether the table belongs to a known tool. */
    static boolean isForeign(ObjectName name) {
        return matches(FOREIGN, name);
    }

    private static boolean matches(List<String> patterns, ObjectName name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, ObjectName name) {
        String[] literals = pattern.split("\\*", -1);
        String regex = String.join(
                ".*", java.util.Arrays.stream(literals).map(Pattern::quote).toList());
        Pattern compiled = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        return compiled.matcher(name.name()).matches()
                || compiled.matcher(name.toString()).matches();
    }
}
