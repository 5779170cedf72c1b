package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import org.jspecify.annotations.Nullable;

/** Describes an attribute of a composite type: {@code c.attribute("city", varchar(80)).collation("C")}. */
public final class AttributeSpec {

    private final String name;
    private final ColumnType type;
    private @Nullable String collation;
    private @Nullable String comment;

    AttributeSpec(String name, ColumnType type) {
        this.name = name;
        this.type = type;
    }

    /** Sets the collation: {@code city text collate "C"}. Refused for types that have none, such as {@code integer}. */
    public AttributeSpec collation(String collationName) {
        collation = collationName;
        return this;
    }

    /** Sets the comment: {@code comment on column address.city is '…'}. An empty text is refused. */
    public AttributeSpec comment(String text) {
        comment = text;
        return this;
    }

    Attribute attribute() {
        return new Attribute(name, type, collation, comment);
    }
}
