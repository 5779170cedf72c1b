package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.MappedColumn;
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
import java.util.Map;
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
 * @param mapped the columns that receive numbers of a sequence, as the mapping declares
 */
record CounterStatements(
        Dialect dialect, DatabaseSchema before, DatabaseSchema after, Map<ObjectName, Set<MappedColumn>> mapped) {

    private static final String SUFFIX = "_seq";
    private static final Pattern NEXT_VALUE = Pattern.compile("(?is).*nextval\\('((?:[^']|'')+)'.*");

    /** The statement for a new identity of an existing column. */
    Optional<String> identity(ObjectName table, String column, SequenceOptions options) {
        List<String> used = new ArrayList<>(used(new MappedColumn(table, column)));
        ObjectName conventional = table.renamed(table.name() + SUFFIX);
        if (!used.isEmpty() && before.sequences().containsKey(conventional) && isKey(table, column)) {
            used.add(position(literal(conventional)));
        }
        return statement(identityOf(table, column), options, used);
    }

    /** The statement for a new sequence. */
    Optional<String> sequence(Sequence sequence) {
        List<String> used = new ArrayList<>();
        for (MappedColumn column : columns(sequence)) {
            List<String> ofColumn = used(column);
            used.addAll(ofColumn);
            if (!ofColumn.isEmpty()
                    && column(before, column).map(Column::identity).isPresent()) {
                used.add(position(identityOf(column.table(), column.column())));
            }
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

    private static Optional<String> statement(String counter, SequenceOptions options, List<String> used) {
        return used.isEmpty() || options.increment() < 0
                ? Optional.empty()
                : Optional.of("select pg_catalog.setval(" + counter + ", used) from (select greatest("
                        + String.join(", ", used) + ") as used) as numbers where used >= " + options.start());
    }

    /**
     * The columns that receive the numbers: by the mapping, by the owner, by a default, by the name of the sequence; else
     * those of the sequences that it replaces.
     */
    private Set<MappedColumn> columns(Sequence sequence) {
        Set<MappedColumn> columns = new LinkedHashSet<>(mapped.getOrDefault(sequence.name(), Set.of()));
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
            mapped.forEach((other, numbered) -> {
                if (!after.sequences().containsKey(other)) {
                    columns.addAll(numbered);
                }
            });
        }
        return columns;
    }

    /** The greatest number in the column, and the position of the sequence of its default; none for a new column. */
    private List<String> used(MappedColumn mappedColumn) {
        Column column = column(before, mappedColumn).orElse(null);
        if (column == null || !column.type().isInteger() && !column.type().isCharacterType()) {
            return List.of();
        }
        String number = dialect.quote(column.name()) + (column.type().isInteger() ? "" : "::bigint");
        List<String> used = new ArrayList<>();
        used.add("(select pg_catalog.max(" + number + ") from " + quote(mappedColumn.table()) + ")");
        ObjectName sequence = sequenceOf(column, before);
        if (sequence != null) {
            used.add(position(literal(sequence)));
        }
        return used;
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
