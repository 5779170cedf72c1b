package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.ReplacedColumn;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;

/** The trigger that keeps a new column in step with the old one while both exist, and the batches that fill it. */
final class ReplacementTrigger {

    /** Objects that are lost with the old column, and that no catalog snapshot would restore. */
    private static final String REFUSAL = """
            begin
              if pg_catalog.row_security_active(%1$s::pg_catalog.regclass) then
                raise exception using errcode = 'feature_not_supported', message = %4$s;
              end if;
              if exists (
                select from pg_catalog.pg_attribute a
                where a.attrelid operator(pg_catalog.=) %1$s::pg_catalog.regclass and a.attname operator(pg_catalog.=) %2$s
                  and (a.attacl is not null or exists (
                    select from pg_catalog.pg_statistic_ext s
                    where s.stxrelid operator(pg_catalog.=) a.attrelid and a.attnum operator(pg_catalog.=) any (s.stxkeys)))) then
                raise exception using errcode = 'feature_not_supported', message = %3$s;
              end if;
            end""";

    /**
     * By the pages of each table, as it is now: rows that come later have a value already. Within a page, a row is found by its
     * place, whatever key the table has; versions before 14 find no ranges of places. A row that another session moves meanwhile is found at the end, by its value.
     */
    private static final String FILL = """
            declare
              pages constant pg_catalog.int8 := 100;
              rows_of_page constant pg_catalog.int8 := pg_catalog.current_setting('block_size')::pg_catalog.int8 operator(pg_catalog./) 28;
              part pg_catalog.regclass;
              last pg_catalog.int8;
              page pg_catalog.int8;
            begin
              if pg_catalog.row_security_active(%1$s::pg_catalog.regclass) then
                raise exception using errcode = 'feature_not_supported', message =
                  'row level security hides rows from this role: let a role migrate that bypasses it';
              end if;
              for part in
                with recursive target (oid) as (
                  select %1$s::pg_catalog.regclass::pg_catalog.oid
                  union
                  select i.inhrelid from pg_catalog.pg_inherits i join target t on i.inhparent operator(pg_catalog.=) t.oid)
                select t.oid from target t join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) t.oid and c.relkind operator(pg_catalog.=) 'r'
              loop
                last := pg_catalog.pg_relation_size(part) operator(pg_catalog./) pg_catalog.current_setting('block_size')::pg_catalog.int8;
                page := 0;
                while page operator(pg_catalog.<) last loop
                  execute pg_catalog.format(%2$s, part) using page, page operator(pg_catalog.+) pages operator(pg_catalog.-) 1, rows_of_page;
                  commit;
                  page := page operator(pg_catalog.+) pages;
                end loop;
                execute pg_catalog.format(%3$s, part);
                commit;
              end loop;
            end""";

    private ReplacementTrigger() {}

    static SqlStatement refusal(ReplacedColumn column) {
        return ExistenceClauses.anonymous(REFUSAL.formatted(
                Literals.quoted(quote(column.table())),
                Literals.quoted(column.name()),
                Literals.quoted("column " + column.table() + "." + column.name()
                        + " has privileges or extended statistics of its own, which would be lost with it"),
                Literals.quoted("row level security hides rows of " + column.table()
                        + " from this role, whose values would be lost: let a role migrate that bypasses it")));
    }

    /** Assigns as an update would, so that a value that does not fit is refused. */
    static List<SqlStatement> created(ReplacedColumn column) {
        String name = quote(function(column));
        String body = ExistenceClauses.dollarQuoted("\n#variable_conflict use_column\nbegin\n  new."
                + quote(column.temporary()) + " := (select " + column.expression() + " from (select new.*) as "
                + quote(column.table().name()) + ");\n  return new;\nend\n");
        return List.of(
                SqlStatement.of("create function " + name + "() returns trigger language plpgsql"
                        + " set search_path from current as " + body),
                SqlStatement.of("create trigger " + quote(column.trigger()) + " before insert or update on "
                        + quote(column.table()) + " for each row execute function " + name + "()"));
    }

    static List<SqlStatement> dropped(ReplacedColumn column) {
        return List.of(
                SqlStatement.of("drop trigger " + quote(column.trigger()) + " on " + quote(column.table())),
                SqlStatement.of("drop function " + quote(function(column)) + "()"));
    }

    /** After an interruption one of them may be gone. */
    static List<SqlStatement> droppedIfPresent(ReplacedColumn column) {
        return List.of(
                SqlStatement.of("drop trigger if exists " + quote(column.trigger()) + " on " + quote(column.table())),
                SqlStatement.of("drop function if exists " + quote(function(column)) + "()"));
    }

    private static ObjectName function(ReplacedColumn column) {
        return column.table().renamed(column.trigger());
    }

    /**
     * Outside of a transaction: each batch is committed.
     *
     * @param missing the condition for a row that has no value yet
     */
    static SqlStatement fill(ServerVersion server, ObjectName table, String column, String expression, String missing) {
        String name = quote(table.name());
        String update = ("update only %s as " + name + " set " + quote(column) + " = ")
                + (expression + " where " + missing).replace("%", "%%");
        String place = " and " + name + ".ctid operator(pg_catalog.";
        String format = " pg_catalog.format('(%%s,%%s)', ";
        String places = server.major() >= 14
                ? place + ">=)" + format + "$1, 0)::pg_catalog.tid" + place + "<)" + format
                        + "$2 operator(pg_catalog.+) 1, 0)::pg_catalog.tid"
                : place + "=) any (array(select" + format
                        + "p, r)::pg_catalog.tid from pg_catalog.generate_series($1, $2) p"
                        + " cross join pg_catalog.generate_series(1, $3) r))";
        return ExistenceClauses.anonymous(FILL.formatted(
                        Literals.quoted(quote(table)),
                        ExistenceClauses.dollarQuoted(update + places),
                        ExistenceClauses.dollarQuoted(update)))
                .outsideTransaction();
    }
}
