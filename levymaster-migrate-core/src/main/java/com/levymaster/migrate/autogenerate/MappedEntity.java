package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.ObjectName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entity as rows of tables.
 *
 * @param name the name of the entity
 * @param parent the name of the entity that it extends; {@code null} for none
 * @param instantiable whether there are instances that are not of a subtype
 * @param table its own table, or the one that it would have if its hierarchy were not in a single table
 * @param discriminator the value that marks its rows in a table of several entities
 * @param discriminatorColumn the column with that value; {@code null} if the mapping has none
 * @param columns the columns with its attributes, also those that it inherits
 */
public record MappedEntity(
        String name,
        @Nullable String parent,
        boolean instantiable,
        ObjectName table,
        String discriminator,
        @Nullable String discriminatorColumn,
        Set<String> columns) {

    public MappedEntity {
        columns = Set.copyOf(columns);
    }

    MappedEntity withTable(ObjectName value) {
        return new MappedEntity(name, parent, instantiable, value, discriminator, discriminatorColumn, columns);
    }
}
