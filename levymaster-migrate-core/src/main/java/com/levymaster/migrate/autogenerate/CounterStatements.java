package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.TableCounter;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that move a new counter behind the numbers that its columns have, and behind the counter that it replaces. They are
 * evaluated when the revision runs, and do nothing where there are no rows.
 *
 * @param before the schema before the operations
 * @param after the schema after them
 * @param values which counters number which columns, as the mapping declares
 * @param downgrade whether the schema before the operations is that of the mapping; else the one after them is
 */
record CounterStatements(
        Dialect dialect, DatabaseSchema before, DatabaseSchema after, ValueMapping values, boolean downgrade) {

    /** The default names of Hibernate's columns in the table of a generator. */
    private static final Set<String> GENERATOR = Set.of("sequence_name", "next_val");

    private static final String SUFFIX = "_seq";

    /** The allocation size of a generator that states none. */
    private static final int USUAL_BLOCK = 50;

    private static final Pattern EFFECT = Pattern.compile("^select pg_catalog\\.setval\\(.*?, used\\) from");
    private static final Pattern NEXT_VALUE = Pattern.compile("(?is).*nextval\\('((?:[^']|'')+)'.*");

    /** The statement for a new identity of an existing column. */
    Optional<String> identity(ObjectName table, String column, SequenceOptions options) {
        return statement(identityOf(table, column), options, replaced(new MappedColumn(table, column)));
    }

    /** The statement for a new sequence. */
    Optional<String> sequence(Sequence sequence) {
        List<String> used = new ArrayList<>();
        for (MappedColumn column : columns(sequence)) {
            used.addAll(replaced(column));
        }
        return statement(literal(sequence.name()), sequence.options(), used);
    }

    /** The statements for the counters of a table that has received rows of another. */
    List<String> moved(ObjectName table) {
        List<String> statements = new ArrayList<>();
        for (String key : key(table)) {
            Column column = column(after, new MappedColumn(table, key)).orElse(null);
            if (column == null || !column.type().isInteger()) {
                continue;
            }
            String max = "(select pg_catalog.max(" + dialect.quote(key) + ") from " + quote(table) + ")";
            if (column.identity() != null) {
                String identity = identityOf(table, key);
                statement(identity, column.identity().options(), List.of(max, position(identity)))
                        .ifPresent(statements::add);
            }
            after.sequences().values().stream()
                    .filter(sequence -> columns(sequence).contains(new MappedColumn(table, key)))
                    .forEach(sequence -> {
                        String name = literal(sequence.name());
                        statement(name, sequence.options(), List.of(max, position(name)))
                                .ifPresent(statements::add);
                    });
        }
        return statements;
    }

    /** The statement for a sequence that was there before and numbers the column from now on. */
    Optional<String> existing(MappedColumn column, ObjectName sequence) {
        List<String> used = replaced(column);
        Sequence known = before.sequences().get(sequence);
        if (used.isEmpty() || known == null) {
            return Optional.empty();
        }
        used.remove(position(literal(sequence)));
        used.add(position(literal(sequence)));
        return statement(literal(sequence), known.options(), used);
    }

    /**
     * The statements for a row of a table that numbers rows of others.
     *
     * @param present whether the row is certainly there; else it is inserted if it is missing
     */
    List<String> row(TableCounter counter, boolean present) {
        List<String> used = counter.columns().stream()
                .flatMap(column -> positions(column).stream())
                .toList();
        if (used.isEmpty()) {
            return List.of();
        }
        String table = quote(counter.table());
        String key = dialect.quote(counter.segmentColumn());
        String segment = dialect.literal(counter.segment());
        String insert = "insert into " + table + " (" + key + ", " + dialect.quote(counter.valueColumn()) + ") select "
                + segment + ", " + counter.ahead() + " where not exists (select from " + table + " where " + key + " = "
                + segment + ")";
        String raise =
                raise(counter.table(), counter.valueColumn(), used, counter.ahead()) + " and " + key + " = " + segment;
        return present ? List.of(raise) : List.of(insert, raise);
    }

    /** The statement that raises all numbers in the table of a generator; none for a new column. */
    Optional<String> all(ObjectName table, String value, MappedColumn column) {
        List<String> used = positions(column);
        return used.isEmpty() ? Optional.empty() : Optional.of(raise(table, value, used, USUAL_BLOCK));
    }

    /** The statement that raises the numbers in a column of a table. */
    private String raise(ObjectName table, String value, List<String> used, int ahead) {
        String column = dialect.quote(value);
        String alias = table.name().equals("numbers") ? "present" : "numbers";
        return "update " + quote(table) + " set " + column + " = used from (select greatest(" + String.join(", ", used)
                + ")" + (ahead == 0 ? "" : " + " + ahead) + " as used) as " + alias + " where " + column + " < used";
    }

    /** The statement without its effect, which a rollback does not undo; others are unchanged. */
    static String withoutEffect(String sql) {
        return EFFECT.matcher(sql).replaceFirst("select used from");
    }

    private static Optional<String> statement(String counter, SequenceOptions options, List<String> used) {
        return used.isEmpty() || options.increment() < 0
                ? Optional.empty()
                : Optional.of("select pg_catalog.setval(" + counter + ", used) from (select greatest("
                        + String.join(", ", used) + ") as used) as numbers where used >= " + options.start());
    }

    /** The columns that the sequence numbered until now. */
    Set<MappedColumn> numbered(ObjectName sequence) {
        Sequence known = before.sequences().get(sequence);
        return known == null ? Set.of() : columns(known);
    }

    /**
     * The columns that receive the numbers: by the mapping, by the owner, by a default, by the name of the sequence; else
     * those of the counters that it replaces.
     */
    private Set<MappedColumn> columns(Sequence sequence) {
        Set<MappedColumn> columns = new LinkedHashSet<>(values.counters().getOrDefault(sequence.name(), Set.of()));
        Sequence known = after.sequences().getOrDefault(sequence.name(), sequence);
        if (known.ownedBy() != null) {
            columns.add(
                    new MappedColumn(known.ownedBy().table(), known.ownedBy().column()));
        }
        after.tables()
                .values()
                .forEach(table -> table.columns().stream()
                        .filter(column -> sequence.name().equals(sequenceOf(column, after)))
                        .forEach(column -> columns.add(new MappedColumn(table.name(), column.name()))));
        String name = sequence.name().name();
        if (columns.isEmpty() && name.endsWith(SUFFIX) && name.length() > SUFFIX.length()) {
            ObjectName table = sequence.name().renamed(name.substring(0, name.length() - SUFFIX.length()));
            key(table).forEach(column -> columns.add(new MappedColumn(table, column)));
        }
        if (columns.isEmpty()) {
            values.counters().forEach((other, numbered) -> {
                if (!after.sequences().containsKey(other)) {
                    columns.addAll(numbered);
                }
            });
            values.tableCounters().stream()
                    .filter(counter -> !after.tables().containsKey(counter.table()))
                    .forEach(counter -> columns.addAll(counter.columns()));
        }
        return columns;
    }

    /** The statement for an identity, or for the sequence of a default, that the column had before and still has. */
    Optional<String> own(MappedColumn column) {
        Column former = column(before, column).orElse(null);
        Column present = column(after, column).orElse(null);
        if (former == null || present == null) {
            return Optional.empty();
        }
        if (former.identity() != null && present.identity() != null) {
            return statement(
                    identityOf(column.table(), column.column()),
                    present.identity().options(),
                    replaced(column));
        }
        ObjectName sequence = sequenceOf(present, after);
        return sequence != null && sequence.equals(sequenceOf(former, before))
                ? existing(column, sequence)
                : Optional.empty();
    }

    /** The greatest number in the column, and the position of its identity or of its default; none for a new column. */
    private List<String> used(MappedColumn mappedColumn) {
        Column column = column(before, mappedColumn).orElse(null);
        if (column == null || !column.type().isInteger() && !column.type().isCharacterType()) {
            return List.of();
        }
        String number = dialect.quote(column.name()) + (column.type().isInteger() ? "" : "::bigint");
        List<String> used = new ArrayList<>();
        used.add("(select pg_catalog.max(" + number + ") from " + quote(mappedColumn.table()) + ")");
        if (column.identity() != null) {
            used.add(position(identityOf(mappedColumn.table(), mappedColumn.column())));
        }
        ObjectName sequence = sequenceOf(column, before);
        if (sequence != null) {
            used.add(position(literal(sequence)));
        }
        return used;
    }

    /** The numbers of {@link #used}, and the positions of sequences that numbered the column without a default of it. */
    private List<String> positions(MappedColumn column) {
        List<String> used = new ArrayList<>(used(column));
        if (!used.isEmpty()) {
            formerSequences(column).stream()
                    .map(sequence -> position(literal(sequence)))
                    .filter(position -> !used.contains(position))
                    .forEach(used::add);
        }
        return used;
    }

    /** By their usual name, and as the mapping states if it is that of the schema before the operations. */
    private Set<ObjectName> formerSequences(MappedColumn column) {
        Set<ObjectName> sequences = new LinkedHashSet<>();
        ObjectName conventional = column.table().renamed(column.table().name() + SUFFIX);
        if (isKey(column.table(), column.column())) {
            sequences.add(conventional);
        }
        if (downgrade) {
            values.counters().forEach((sequence, columns) -> {
                if (columns.contains(column)) {
                    sequences.add(sequence);
                }
            });
        }
        sequences.retainAll(before.sequences().keySet());
        return sequences;
    }

    /** The numbers of {@link #positions}, and those in the tables of generators that numbered the column. */
    private List<String> replaced(MappedColumn column) {
        List<String> used = positions(column);
        boolean possible = downgrade ? !used.isEmpty() : used.size() == 1;
        used.addAll(possible ? stored(column) : List.of());
        return used;
    }

    /**
     * The mapping states which row numbered the column, if it is that of the schema before the operations. The former mapping is
     * not known: if nothing else numbered the column, it is the greatest number of each table of a generator.
     */
    private List<String> stored(MappedColumn column) {
        if (downgrade) {
            return values.tableCounters().stream()
                    .filter(counter -> counter.columns().contains(column))
                    .filter(counter -> before.tables().containsKey(counter.table()))
                    .map(counter -> greatest(counter.table(), counter.valueColumn()) + " where "
                            + dialect.quote(counter.segmentColumn()) + " = " + dialect.literal(counter.segment()) + ")")
                    .toList();
        }
        return before.tables().values().stream()
                .filter(table -> isKey(column.table(), column.column()))
                .flatMap(table -> numbers(table).stream().map(value -> greatest(table.name(), value) + ")"))
                .toList();
    }

    /** The columns of numbers, if the table is that of a generator: by its default names, or by the mapping. */
    List<String> numbers(Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        if (names.size() == GENERATOR.size() && GENERATOR.containsAll(names)) {
            return List.of("next_val");
        }
        return values.tableCounters().stream()
                .filter(counter -> counter.table().equals(table.name()))
                .map(TableCounter::valueColumn)
                .distinct()
                .toList();
    }

    /** Without the last parenthesis. */
    private String greatest(ObjectName table, String column) {
        return "(select pg_catalog.max(" + dialect.quote(column) + ") from " + quote(table);
    }

    private static Optional<Column> column(DatabaseSchema schema, MappedColumn name) {
        Table table = schema.tables().get(name.table());
        return table == null ? Optional.empty() : table.column(name.column());
    }

    /** The sequence of {@code nextval('…')}; {@code null} if the default is another. */
    private static @org.jspecify.annotations.Nullable ObjectName sequenceOf(Column column, DatabaseSchema schema) {
        if (!(column.defaultValue() instanceof DefaultValue.Expression expression)) {
            return null;
        }
        Matcher next = NEXT_VALUE.matcher(expression.sql());
        if (!next.matches()) {
            return null;
        }
        String name = next.group(1).replace("\"", "");
        return schema.sequences().keySet().stream()
                .filter(known ->
                        name.equals(known.toString()) || name.equals(schema.schemaOf(known) + "." + known.name()))
                .findFirst()
                .orElse(null);
    }

    private boolean isKey(ObjectName table, String column) {
        return key(table).equals(List.of(column));
    }

    /** The column of the primary key; empty if there are several. */
    private List<String> key(ObjectName table) {
        Table known = after.tables().getOrDefault(table, before.tables().get(table));
        List<String> key = known == null
                ? List.of()
                : known.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        return key.size() == 1 ? key : List.of();
    }

    private static String position(String sequence) {
        return "pg_catalog.pg_sequence_last_value(" + sequence + ")";
    }

    private String identityOf(ObjectName table, String column) {
        return "pg_catalog.pg_get_serial_sequence(" + dialect.literal(quote(table)) + ", " + dialect.literal(column)
                + ")::pg_catalog.regclass";
    }

    private String literal(ObjectName sequence) {
        return dialect.literal(quote(sequence)) + "::pg_catalog.regclass";
    }

    private String quote(ObjectName name) {
        return (name.schema() == null ? "" : dialect.quote(name.schema()) + ".") + dialect.quote(name.name());
    }
}
