package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A desired schema with every name as the database's default schema makes it, and every foreign key with its columns. */
record Localized(Schema desired, Schema names) {

    static Schema of(Schema desired, String defaultSchema) {
        return new Localized(desired, Schema.empty(defaultSchema)).schema();
    }

    private Schema schema() {
        Set<String> schemas = new TreeSet<>(desired.schemas());
        schemas.remove(desired.defaultName());
        schemas.add(names.defaultName());
        Schema local = names.withSchemas(schemas);
        for (EnumType type : desired.enums().values()) {
            local = local.with(type.withName(names.resolve(type.name())));
        }
        for (Sequence sequence : desired.sequences().values()) {
            local = local.with(sequence.withName(names.resolve(sequence.name())).withOwner(owner(sequence.ownedBy())));
        }
        for (Table table : desired.tables().values()) {
            local = local.with(table.withName(names.resolve(table.name()))
                    .withColumns(table.columns().stream().map(this::column).toList())
                    .withConstraints(table.constraints().values().stream()
                            .map(this::constraint)
                            .toList()));
        }
        return local;
    }

    private Sequence.@Nullable Owner owner(Sequence.@Nullable Owner owner) {
        return owner == null ? null : new Sequence.Owner(names.resolve(owner.table()), owner.column());
    }

    private Column column(Column column) {
        return column.withType(type(column.type()));
    }

    private ColumnType type(ColumnType type) {
        if (type instanceof ColumnType.UserDefined user) {
            return new ColumnType.UserDefined(names.resolve(user.name()), user.modifiers());
        }
        return type instanceof ColumnType.Array array ? new ColumnType.Array(type(array.element())) : type;
    }

    /** A foreign key that names no columns means the primary key. */
    private Constraint constraint(Constraint constraint) {
        if (!(constraint instanceof ForeignKey key)) {
            return constraint;
        }
        Table target = desired.tables().get(desired.resolve(key.referencedTable()));
        List<String> columns = key.referencedColumns().isEmpty() && target != null
                ? target.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of())
                : key.referencedColumns();
        return key.withReference(names.resolve(key.referencedTable()), columns);
    }
}
