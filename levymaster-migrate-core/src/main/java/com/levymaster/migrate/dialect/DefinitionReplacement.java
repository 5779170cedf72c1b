package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Objects;

/**
 * The block that drops an object and creates it with another definition. Its comment and owner, the state of a trigger and
 * the target of a statistics object are no part of the definition; they are read from the catalog at that moment.
 */
final class DefinitionReplacement {

    private static final String OWNER = """
            case when pg_catalog.pg_get_userbyid(o.%1$s) operator(pg_catalog.<>) current_user
                  then pg_catalog.format('alter %%s owner to %%I', %2$s, pg_catalog.pg_get_userbyid(o.%1$s)) end""";

    private static final String STATE = """
            case when o.tgenabled operator(pg_catalog.<>) 'O' then pg_catalog.format('alter table %%s %%s trigger %%I', o.tgrelid::pg_catalog.regclass,
                  case o.tgenabled when 'D' then 'disable' when 'R' then 'enable replica' else 'enable always' end, o.tgname) end""";

    private static final String TARGET = """
            case when o.stxstattarget operator(pg_catalog.>=) 0 then pg_catalog.format('alter %%s set statistics %%s', %s, o.stxstattarget) end""";

    private DefinitionReplacement() {}

    /** @param reference the object as {@code drop} names it, with its kind */
    static SqlStatement block(DefinedObject object, String reference, String create) {
        return ExistenceClauses.anonymous("declare\n  kept text[];\n  statement text;\nbegin\n"
                + kept(object, Literals.quoted(reference))
                + ExistenceClauses.executed(
                        List.of(SqlStatement.of("drop " + reference), SqlStatement.of(create)), "  ")
                + TypeChangeLosses.loop("kept")
                + "end");
    }

    private static String kept(DefinedObject object, String reference) {
        String name = Literals.quoted(object.name().name());
        return switch (object.kind()) {
            case TRIGGER ->
                kept("pg_trigger", reference, STATE.formatted(), "null", onTable(object, "o.tgrelid", "o.tgname"));
            case POLICY -> kept("pg_policy", reference, "null", "null", onTable(object, "o.polrelid", "o.polname"));
            case STATISTICS ->
                kept(
                        "pg_statistic_ext",
                        reference,
                        OWNER.formatted("stxowner", reference),
                        TARGET.formatted(reference),
                        equal("o.stxname", name) + " and " + isNamed(object.name()));
            case PUBLICATION ->
                kept(
                        "pg_publication",
                        reference,
                        OWNER.formatted("pubowner", reference),
                        "null",
                        equal("o.pubname", name));
            case RANGE_TYPE ->
                kept(
                        "pg_type",
                        reference,
                        OWNER.formatted("typowner", reference),
                        "null",
                        equal("o.oid", Literals.quoted(quote(object.name())) + "::pg_catalog.regtype"));
            case FUNCTION, PROCEDURE -> throw new IllegalArgumentException(object + " is replaced in place");
        };
    }

    private static String kept(String catalog, String reference, String first, String second, String condition) {
        return "  select coalesce(pg_catalog.array_agg(s.sql) filter (where s.sql is not null), '{}') into kept\n"
                + "  from pg_catalog." + catalog + " o cross join lateral (values\n"
                + "    (pg_catalog.concat('comment on ', " + reference + ", ' is ')\n"
                + "      operator(pg_catalog.||) pg_catalog.quote_literal(pg_catalog.obj_description(o.oid, '" + catalog
                + "'))),\n    (" + first + "),\n    (" + second + ")) s (sql)\n  where " + condition + ";\n";
    }

    private static String onTable(DefinedObject object, String relation, String name) {
        return equal(relation, Literals.quoted(quote(Objects.requireNonNull(object.table()))) + "::pg_catalog.regclass")
                + " and " + equal(name, Literals.quoted(object.name().name()));
    }

    private static String isNamed(ObjectName name) {
        return name.schema() == null
                ? "pg_catalog.pg_statistics_obj_is_visible(o.oid)"
                : equal("o.stxnamespace", Literals.quoted(quote(name.schema())) + "::pg_catalog.regnamespace");
    }

    private static String equal(String left, String right) {
        return left + " operator(pg_catalog.=) " + right;
    }
}
