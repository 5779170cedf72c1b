package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.CompositeOperation.AddAttribute;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Composite types: what they gain comes before the tables that use them, what they lose after. */
final class CompositeDiff {

    private final DiffBuilder journal;
    private final DatabaseSchema desired;

    CompositeDiff(DiffBuilder journal, DatabaseSchema desired) {
        this.journal = journal;
        this.desired = desired;
    }

    void beforeTables() {
        for (CompositeType wanted : partsFirst(desired.composites())) {
            CompositeType now = journal.current().composites().get(wanted.name());
            if (now == null) {
                journal.add(new CreateComposite(wanted.withComment(null)));
            } else {
                change(now, wanted);
            }
        }
    }

    private void change(CompositeType now, CompositeType wanted) {
        Map<String, Attribute> present = byName(now);
        for (Attribute attribute : wanted.attributes()) {
            Attribute other = present.get(attribute.name());
            if (other == null) {
                journal.add(new AddAttribute(wanted.name(), attribute));
            } else if (!shape(other).equals(shape(attribute))) {
                journal.add(new ChangeAttributeType(wanted.name(), attribute.name(), shape(other), shape(attribute)));
            }
        }
    }

    void afterTables() {
        List<CompositeType> all = partsFirst(journal.current().composites());
        Collections.reverse(all);
        for (CompositeType now : all) {
            CompositeType wanted = desired.composites().get(now.name());
            if (wanted == null) {
                journal.add(new DropComposite(now.name(), now));
            } else {
                now.attributes().stream()
                        .filter(attribute -> !byName(wanted).containsKey(attribute.name()))
                        .forEach(attribute -> journal.add(new DropAttribute(now.name(), attribute.name(), attribute)));
            }
        }
    }

    private static Shape shape(Attribute attribute) {
        return new Shape(attribute.type(), attribute.collation());
    }

    private static Map<String, Attribute> byName(CompositeType type) {
        return type.attributes().stream().collect(Collectors.toMap(Attribute::name, Function.identity()));
    }

    private static List<CompositeType> partsFirst(Map<ObjectName, CompositeType> types) {
        Set<CompositeType> ordered = new LinkedHashSet<>();
        types.values().forEach(type -> visit(type, types, ordered));
        return new ArrayList<>(ordered);
    }

    /** No type is a part of itself. */
    private static void visit(CompositeType type, Map<ObjectName, CompositeType> types, Set<CompositeType> ordered) {
        for (Attribute attribute : type.attributes()) {
            ColumnType element =
                    attribute.type() instanceof ColumnType.Array array ? array.element() : attribute.type();
            CompositeType part = element instanceof ColumnType.UserDefined user ? types.get(user.name()) : null;
            if (part != null) {
                visit(part, types, ordered);
            }
        }
        ordered.add(type);
    }
}
