package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.Backfill.Assignment;
import com.levymaster.migrate.operation.Backfill.Change;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.Keywords;
import java.util.List;

/**
 * A trigger that computes a column of each row that is written, while an older and a newer build of the application write them.
 *
 * @param name of the trigger and its function; it fires last
 * @param body the statements of the function, without {@code return}
 */
record StepTrigger(ObjectName table, String name, String body) {

    /** Keeps two columns equal: the older build writes one of them, the newer build the other. */
    static StepTrigger equal(ObjectName table, String old, String added) {
        String from = Keywords.quoted(old);
        String to = Keywords.quoted(added);
        String changed = "new." + to + "::pg_catalog.text is distinct from old." + to + "::pg_catalog.text";
        return new StepTrigger(table, name(table, added), """
              if tg_op = 'INSERT' then
                if new.%2$s is null then new.%2$s := new.%1$s; else new.%1$s := new.%2$s; end if;
              elsif %3$s then new.%1$s := new.%2$s;
              else new.%2$s := new.%1$s;
              end if;
            """.formatted(from, to, changed));
    }

    /** As {@link #equal}, while the old column is filled again: rows where it is still null have their value in the new one. */
    static StepTrigger equalAgain(ObjectName table, String old, String added) {
        StepTrigger equal = equal(table, old, added);
        String from = Keywords.quoted(old);
        String unfilled = "  if tg_op = 'UPDATE' and new." + from + " is null and old." + from + " is null then new."
                + from + " := new." + Keywords.quoted(added) + "; return new; end if;\n";
        return new StepTrigger(table, equal.name(), unfilled + equal.body());
    }

    /** As {@link #computed}, while the column that it is computed from is filled again from it. */
    static StepTrigger computedAgain(ObjectName table, String old, String added, String expression, String back) {
        StepTrigger computed = computed(table, added, expression);
        String from = Keywords.quoted(old);
        String unfilled = "  if tg_op = 'UPDATE' and new." + from + " is null and old." + from + " is null and new."
                + Keywords.quoted(added) + " is not null then new." + from + " := " + ofRow(table, back)
                + "; return new; end if;\n";
        return new StepTrigger(table, computed.name(), unfilled + computed.body());
    }

    /** Computes a column from the others, which both builds write. */
    static StepTrigger computed(ObjectName table, String column, String expression) {
        return new StepTrigger(
                table,
                name(table, column),
                "  new." + Keywords.quoted(column) + " := " + ofRow(table, expression) + ";\n");
    }

    /** Fills what the older build leaves null. */
    static StepTrigger filled(ObjectName table, String column, String expression) {
        String name = Keywords.quoted(column);
        return new StepTrigger(
                table,
                name(table, column),
                "  if new." + name + " is null then new." + name + " := " + ofRow(table, expression) + "; end if;\n");
    }

    private static String ofRow(ObjectName table, String expression) {
        return "(select " + expression + " from (select new.*) as " + Keywords.quoted(table.name()) + ")";
    }

    private static String name(ObjectName table, String column) {
        return NamingConvention.truncate("zz_levymaster_" + table.name() + "_" + column);
    }

    List<Operation> created() {
        return List.of(
                new ChangeDefinition(function(), Previous.of(null), functionDefinition()),
                new ChangeDefinition(trigger(), Previous.of(null), triggerDefinition()));
    }

    /** Replaces another one of the same name. */
    Operation replaced(StepTrigger before) {
        return new ChangeDefinition(function(), Previous.of(before.functionDefinition()), functionDefinition());
    }

    List<Operation> dropped() {
        return List.of(
                new ChangeDefinition(trigger(), Previous.of(triggerDefinition()), null),
                new ChangeDefinition(function(), Previous.of(functionDefinition()), null));
    }

    /** Fills the rows that are there, and which the trigger does not see. */
    static Operation fill(ObjectName table, String column, String expression, String where) {
        Change change = new Change(List.of(new Assignment(column, expression)), where, false, null, null);
        return new Autocommit(List.of(new Backfill(table, change, null, true, Backfill.DEFAULT_BATCH_SIZE, null)));
    }

    private DefinedObject function() {
        return new DefinedObject(DefinedKind.FUNCTION, table.renamed(name), "()", null);
    }

    private DefinedObject trigger() {
        return new DefinedObject(DefinedKind.TRIGGER, ObjectName.of(name), null, table);
    }

    private String functionDefinition() {
        return "returns trigger language plpgsql set search_path from current as $step$\n"
                + "#variable_conflict use_column\n"
                + "begin\n"
                + body + "  return new;\nend\n$step$";
    }

    private String triggerDefinition() {
        String schema = table.schema() == null ? "" : Keywords.quoted(table.schema()) + ".";
        return "before insert or update on " + schema + Keywords.quoted(table.name())
                + " for each row execute function " + schema + Keywords.quoted(name) + "()";
    }
}
