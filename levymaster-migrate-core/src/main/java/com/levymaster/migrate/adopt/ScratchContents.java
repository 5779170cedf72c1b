package com.levymaster.migrate.adopt;

import com.levymaster.migrate.diff.InList;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.inspect.ServerDefinitions.Definition;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What revisions have left on an empty database.
 *
 * @param creation the operations that create its objects and write its rows
 * @param removal the operations that drop its objects
 * @param unsupported what cannot be written, one sentence each
 * @param remarks what was left out
 * @param rows the tables that have rows, with the number of these
 */
public record ScratchContents(
        List<Operation> creation,
        List<Operation> removal,
        List<String> unsupported,
        List<String> remarks,
        Map<String, Long> rows) {

    private static final Pattern DROPPED = Pattern.compile(
            "(?s)(function|procedure|aggregate|collation|domain|range type|publication|event trigger) (.*)");
    private static final Pattern CAST = Pattern.compile("cast from (.*) to (.*)");

    public ScratchContents {
        creation = List.copyOf(creation);
        removal = List.copyOf(removal);
        unsupported = List.copyOf(unsupported);
        remarks = List.copyOf(remarks);
        rows = new TreeMap<>(rows);
    }

    /** @param excluded tables that do not count, with their schema */
    public static ScratchContents read(Connection connection, List<ObjectName> excluded) throws SQLException {
        LiveObjects live = LiveObjects.read(connection, excluded);
        RemainingRows rows = new RemainingRows(connection, excluded);
        LateForeignKeys objects =
                LateForeignKeys.of(live.operations(), rows.filled(), String.valueOf(connection.getSchema()));
        List<Operation> creation = new ArrayList<>(objects.before());
        creation.addAll(rows.inserts());
        creation.addAll(objects.after());
        creation.addAll(rows.positions());
        return new ScratchContents(
                creation,
                removal(objects.all(), live.definitions()),
                live.unsupported(),
                live.remarks(),
                rows.counts());
    }

    /**
     * The catalog as sentences: two databases with the same facts are alike.
     *
     * @param withRows whether the contents of tables count
     */
    public static SortedSet<String> facts(Connection connection, List<ObjectName> excluded, boolean withRows)
            throws SQLException {
        SortedSet<String> facts = ServerDefinitions.facts(connection, excluded).stream()
                .map(InList::canonical)
                .collect(Collectors.toCollection(TreeSet::new));
        RemainingRows rows = new RemainingRows(connection, excluded);
        if (withRows) {
            facts.addAll(rows.facts());
        } else {
            rows.counts().forEach((table, count) -> facts.add("table " + table + " with rows: " + count));
        }
        return facts;
    }

    /** Triggers, rules, comments and privileges go with the objects that have them. */
    private static List<Operation> removal(List<Operation> creation, List<Definition> definitions) {
        Map<String, String> drops = new HashMap<>();
        for (Definition definition : definitions) {
            if (definition.sql() != null && definition.key() != null && definition.owner() == null) {
                drops.put(definition.sql(), drop(definition.title()));
            }
        }
        List<Operation> removal = new ArrayList<>();
        for (int i = creation.size() - 1; i >= 0; i--) {
            Operation operation = creation.get(i);
            if (operation instanceof ExecuteSql sql) {
                String drop = drops.getOrDefault(sql.sql(), "");
                if (!drop.isEmpty()) {
                    removal.add(new ExecuteSql(drop, null));
                }
            } else if (!(operation instanceof SetLocal)) {
                addInverse(operation, removal);
            }
        }
        return removal;
    }

    private static void addInverse(Operation operation, List<Operation> removal) {
        try {
            removal.add(operation.inverse());
        } catch (IrreversibleException e) {
            // What has no inverse goes with its object; the proof tells if it does not.
        }
    }

    private static String drop(String title) {
        Matcher cast = CAST.matcher(title);
        if (cast.matches()) {
            return "drop cast (" + cast.group(1) + " as " + cast.group(2) + ")";
        }
        Matcher dropped = DROPPED.matcher(title);
        return dropped.matches() ? "drop " + dropped.group(1).replace("range ", "") + " " + dropped.group(2) : "";
    }
}
