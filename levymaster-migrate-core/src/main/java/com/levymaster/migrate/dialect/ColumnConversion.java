package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a type change by way of a temporary column that holds the new values. The column itself remains; what the
 * change of its type resets is read from the catalog at that moment, never written from the schema known here.
 */
final class ColumnConversion {

    /** A number, as the server prints it. */
    private static final String NUMBER = "[-+]?[0-9]+(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?";

    private static final String NUMERIC_TYPE =
            "(smallint|integer|bigint|numeric|real|double precision)([(][0-9,]+[)])?";

    private static final String STRING = "E?''([^'']|'''')*''";

    /**
     * The server converts the expression of a default itself, but a literal of one type need not be one of another: it is
     * set again without its type. A literal of another type in a text column is an expression.
     */
    private static final String SQL = """
          with recursive target (oid) as (
            select %1$s::pg_catalog.regclass::pg_catalog.oid
            union
            select i.inhrelid from pg_catalog.pg_inherits i join target t on i.inhparent operator(pg_catalog.=) t.oid),
          changed as (
            select a.attrelid, a.attname, a.attnum, a.attstorage, pg_catalog.to_jsonb(a) operator(pg_catalog.->>) 'attcompression' as compression,
              y.typstorage as old_storage, z.typstorage as new_storage,
              y.typnamespace operator(pg_catalog.=) 'pg_catalog'::pg_catalog.regnamespace and y.typname operator(pg_catalog.=) any ('{text,varchar,bpchar}') as is_text
            from target t
            join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) t.oid and a.attname operator(pg_catalog.=) %2$s
            join pg_catalog.pg_type y on y.oid operator(pg_catalog.=) a.atttypid
            join pg_catalog.pg_attribute b on b.attrelid operator(pg_catalog.=) t.oid and b.attname operator(pg_catalog.=) %3$s
            join pg_catalog.pg_type z on z.oid operator(pg_catalog.=) b.atttypid),
          printed as (
            select c.attrelid, c.attname, c.is_text, pg_catalog.pg_get_expr(d.adbin, d.adrelid) as sql
            from changed c
            join pg_catalog.pg_attrdef d on d.adrelid operator(pg_catalog.=) c.attrelid and d.adnum operator(pg_catalog.=) c.attnum),
          literal as (
            select p.attrelid, p.attname,
              case when p.sql operator(pg_catalog.~) '^(true|false|%4$s)$' then p.sql
                when p.sql operator(pg_catalog.~) '^(''%4$s''|[(]%4$s[)])::%5$s$' then pg_catalog.substring(p.sql, '%4$s')
                when p.sql operator(pg_catalog.~) '^%6$s(::[[:alnum:]_$. ",()-]+([[][]])*)?$' and (
                  not p.is_text
                  or p.sql operator(pg_catalog.~) '^%6$s(::(text|character varying|character|bpchar)([(][0-9]+[)])?)?$')
                  then pg_catalog.substring(p.sql, '^(%6$s)') end as sql
            from printed p),
          definition (n, name, before, after, comment, tablespace) as (
            select 1, l.attname,
              pg_catalog.format('alter table only %%s alter column %%I drop default', l.attrelid::pg_catalog.regclass, l.attname),
              pg_catalog.format('alter table only %%s alter column %%I set default %%s', l.attrelid::pg_catalog.regclass, l.attname, l.sql),
              null, null
            from literal l where l.sql is not null
            union all
        """;

    /** The collation of the column, if it has another than that of its type. */
    private static final String COLLATION = """
          select pg_catalog.format(' collate %%I.%%I', n.nspname, o.collname) into collated
          from pg_catalog.pg_attribute a
          join pg_catalog.pg_type y on y.oid operator(pg_catalog.=) a.atttypid and y.typcollation operator(pg_catalog.<>) a.attcollation
          join pg_catalog.pg_collation o on o.oid operator(pg_catalog.=) a.attcollation
          join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) o.collnamespace
          where a.attrelid operator(pg_catalog.=) %1$s::pg_catalog.regclass and a.attname operator(pg_catalog.=) %2$s;
        """;

    private final ServerVersion server;
    private final DatabaseSchema before;
    private final ColumnOperation.ConvertColumn operation;
    private final ObjectName name;
    private final Optional<Table> table;

    ColumnConversion(ServerVersion server, DatabaseSchema before, ColumnOperation.ConvertColumn operation) {
        this.server = server;
        this.before = before;
        this.operation = operation;
        this.name = operation.table();
        this.table = before.catalog().table(name);
    }

    List<SqlStatement> statements() {
        validate();
        String temporary = TemporaryNames.unused(
                operation.column(),
                "_levymaster_converted",
                c -> table.filter(t -> t.column(c).isPresent()).isPresent());
        String alter = "alter table " + quote(name) + " ";
        return List.of(
                SqlStatement.of(alter + "add column " + quote(temporary) + " " + TypeText.of(server, operation.to())),
                SqlStatement.of("update " + quote(name) + " set " + quote(temporary) + " = " + operation.using()),
                change(temporary),
                SqlStatement.of(alter + "drop column " + quote(temporary)));
    }

    private SqlStatement change(String temporary) {
        String relation = Literals.quoted(quote(name));
        String column = Literals.quoted(operation.column());
        String type = "alter table " + quote(name) + " alter column " + quote(operation.column()) + " type "
                + TypeText.of(server, operation.to());
        return ExistenceClauses.anonymous(TypeChangeLosses.VARIABLES
                + "  collated text;\nbegin\n"
                + SQL.formatted(relation, column, Literals.quoted(temporary), NUMBER, NUMERIC_TYPE, STRING)
                + TypeChangeLosses.DEFINITIONS.formatted() + "  )\n" + TypeChangeLosses.COLLECT
                + COLLATION.formatted(relation, column)
                + TypeChangeLosses.loop("dropped")
                + "  execute pg_catalog.concat(" + ExistenceClauses.dollarQuoted(type) + ", collated, "
                + ExistenceClauses.dollarQuoted(" using " + quote(temporary)) + ");\n"
                + TypeChangeLosses.loop("recreated")
                + "end");
    }

    private void validate() {
        String what = "Column " + name + "." + operation.column() + " cannot be converted: ";
        if (table.flatMap(t -> t.column(operation.column()))
                .map(Column::generated)
                .isPresent()) {
            throw new MigrationException(what + "it is a generated column.", "drop the column and add it again");
        }
        List<String> keys = referring();
        if (!keys.isEmpty()) {
            throw new MigrationException(
                    what + "foreign keys refer to it: " + String.join(", ", keys) + ".",
                    "drop them first, convert their columns too, and add them again afterwards");
        }
    }

    /** The foreign keys that reference the column, each with its table. */
    private List<String> referring() {
        List<String> keys = new ArrayList<>();
        for (Table other : before.tables().values()) {
            other.constraints(ForeignKey.class)
                    .filter(key -> before.resolve(key.referencedTable()).equals(before.resolve(name)))
                    .filter(key -> key.referencedColumns().contains(operation.column()))
                    .forEach(key -> keys.add(key.name() + " of " + other.name()));
        }
        return keys;
    }
}
