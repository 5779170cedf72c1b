package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The types of sequences: each at least as wide as the columns that it numbers, or it ends before they do. */
record SequenceTypes(DatabaseSchema schema, ValueMapping values) {

    private static final List<String> WIDTHS = List.of("smallint", "integer", "bigint");

    /** The sequence with the type of its widest column, if that is wider. */
    Sequence widened(Sequence sequence) {
        return Stream.concat(mapped(sequence), owner(sequence))
                .map(Column::type)
                .filter(type -> width(type) > width(sequence.type()))
                .max(Comparator.comparingInt(SequenceTypes::width))
                .map(sequence::withType)
                .orElse(sequence);
    }

    private Stream<Column> mapped(Sequence sequence) {
        return values.counters().getOrDefault(sequence.name(), Set.of()).stream()
                .flatMap(this::column);
    }

    private Stream<Column> owner(Sequence sequence) {
        Sequence.Owner owner = sequence.ownedBy();
        return owner == null
                ? Stream.empty()
                : column(new MappedColumn(owner.table(), owner.column()))
                        .filter(column -> ColumnUses.nextValueOf(schema, column, sequence.name()));
    }

    private Stream<Column> column(MappedColumn name) {
        return Stream.ofNullable(schema.tables().get(name.table()))
                .flatMap(table -> table.column(name.column()).stream());
    }

    private static int width(ColumnType type) {
        return WIDTHS.indexOf(type.display());
    }
}
