package com.levymaster.migrate.plan;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * A name that has to be there before a step, or has to be free; of an object that a schema does not hold.
 *
 * @param table of a trigger, policy or column; {@code null} for other kinds
 * @param isNew whether the step gives the name
 */
record ExpectedName(Kind kind, ObjectName name, @Nullable ObjectName table, boolean isNew) {

    /** Kinds of objects that the catalog of the server is asked about. */
    enum Kind {
        RELATION("table or view"),
        INDEX("index"),
        SEQUENCE("sequence"),
        TRIGGER("trigger"),
        POLICY("policy"),
        STATISTICS("extended statistics"),
        PUBLICATION("publication"),
        TYPE("type"),
        TABLESPACE("tablespace"),
        EXTENSION("extension"),
        /** That of the primary key of a table, on a column of this name, which goes with that of the one parent of the table. */
        INHERITED_NOT_NULL("not null");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    static ExpectedName there(Kind kind, ObjectName name) {
        return new ExpectedName(kind, name, null, false);
    }

    /** A condition in SQL that is true if the server would refuse the name. */
    String fault(Dialect dialect) {
        String exists = exists(dialect);
        if (isNew) {
            return exists;
        }
        return switch (kind) {
            // with the table, they are missing for another reason
            case TRIGGER, POLICY -> regclass(dialect, table) + " is not null and not " + exists;
            // it brings a list of its own
            case EXTENSION ->
                "not " + exists + " and not exists (select from pg_catalog.pg_extension e"
                        + " where e.extname operator(pg_catalog.=) 'pg_tle')";
            default -> "not " + exists;
        };
    }

    private String exists(Dialect dialect) {
        String text = dialect.literal(name.name());
        return switch (kind) {
            case RELATION, INDEX, SEQUENCE -> "(" + regclass(dialect, name) + " is not null)";
            case TRIGGER ->
                in("pg_trigger", "tgname", text, "o.tgrelid operator(pg_catalog.=) " + regclass(dialect, table));
            case POLICY ->
                in("pg_policy", "polname", text, "o.polrelid operator(pg_catalog.=) " + regclass(dialect, table));
            case STATISTICS ->
                in(
                        "pg_statistic_ext",
                        "stxname",
                        text,
                        isNew || name.schema() != null
                                ? namespace(dialect, "stxnamespace")
                                : "pg_catalog.pg_statistics_obj_is_visible(o.oid)");
            case PUBLICATION -> in("pg_publication", "pubname", text, "true");
            case TYPE -> isNew ? type(dialect, text) : "(" + to(dialect, "regtype", name) + " is not null)";
            case TABLESPACE -> in("pg_tablespace", "spcname", text, "true");
            case EXTENSION -> in("pg_available_extensions", "name", text, "true");
            case INHERITED_NOT_NULL ->
                in(
                        "pg_constraint",
                        "contype",
                        "'n'",
                        "o.conrelid operator(pg_catalog.=) " + regclass(dialect, table)
                                + " and not o.conislocal and o.coninhcount operator(pg_catalog.=) 1 and exists (select"
                                + " from pg_catalog.pg_attribute a where a.attrelid operator(pg_catalog.=) o.conrelid"
                                + " and a.attnum operator(pg_catalog.=) any (o.conkey) and a.attname"
                                + " operator(pg_catalog.=) " + text + ")");
        };
    }

    /** An array type makes way for a new type of its name, and a type without definition waits for it. */
    private String type(Dialect dialect, String text) {
        return in(
                "pg_type",
                "typname",
                text,
                namespace(dialect, "typnamespace") + " and o.typisdefined and not exists (select from"
                        + " pg_catalog.pg_type e where e.typarray operator(pg_catalog.=) o.oid)");
    }

    private static String in(String catalog, String column, String text, String condition) {
        return "exists (select from pg_catalog." + catalog + " o where o." + column + " operator(pg_catalog.=) " + text
                + " and " + condition + ")";
    }

    /** A new object without a schema comes into the first of the search path. */
    private String namespace(Dialect dialect, String column) {
        String schema = name.schema() == null ? "pg_catalog.current_schema()" : dialect.literal(name.schema());
        return "o." + column + " operator(pg_catalog.=) (select n.oid from pg_catalog.pg_namespace n"
                + " where n.nspname operator(pg_catalog.=) " + schema + ")";
    }

    private static String regclass(Dialect dialect, @Nullable ObjectName relation) {
        return relation == null ? "null" : to(dialect, "regclass", relation);
    }

    private static String to(Dialect dialect, String type, ObjectName name) {
        String schema = name.schema() == null ? "" : Keywords.quoted(name.schema()) + ".";
        return "pg_catalog.to_" + type + "(" + dialect.literal(schema + Keywords.quoted(name.name())) + ")";
    }

    Refusal refusal() {
        if (kind == Kind.INHERITED_NOT_NULL) {
            return new Refusal(
                    "column " + name + " is in the primary key of " + table + ", whose not null would go, too",
                    "drop this primary key in an earlier step");
        }
        if (isNew) {
            return new Refusal(
                    "there is already " + (kind == Kind.STATISTICS ? "" : "a ") + this,
                    "choose another name, replace it, or drop the existing one in an earlier step");
        }
        return switch (kind) {
            case EXTENSION ->
                new Refusal("the server has no " + this + " to create", "install its files on the server");
            case TABLESPACE ->
                new Refusal("there is no " + this, "check the name, or let an administrator create the tablespace");
            default -> new Refusal("there is no " + this, "check the name, or create it in an earlier step");
        };
    }

    @Override
    public String toString() {
        return kind.label + " " + name + (table == null ? "" : " on " + table);
    }
}
