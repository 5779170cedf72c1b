package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;

/** Whether a type, schema, extension or view is there: the rarer half of {@link Presence}. */
final class OtherObjects {

    private OtherObjects() {}

    static boolean isThere(Operation operation, Schema schema) {
        if (operation instanceof TypeOperation type) {
            return type(type, schema);
        }
        if (operation instanceof NamespaceOperation namespace) {
            return namespace(namespace, schema);
        }
        if (operation instanceof ViewOperation view) {
            return schema.views().containsKey(schema.resolve(view(view)));
        }
        throw Presence.unguardable(operation);
    }

    private static boolean type(TypeOperation operation, Schema schema) {
        if (operation instanceof TypeOperation.AddEnumValue add) {
            return hasLabel(schema, add.name(), add.label());
        }
        if (operation instanceof TypeOperation.RemoveEnumValue remove) {
            return hasLabel(schema, remove.name(), remove.label());
        }
        if (operation instanceof TypeOperation.RenameEnumValue rename) {
            return hasLabel(schema, rename.name(), rename.from());
        }
        ObjectName name = schema.resolve(typeName(operation));
        return schema.enums().containsKey(name) || schema.domains().containsKey(name);
    }

    private static boolean hasLabel(Schema schema, ObjectName name, String label) {
        EnumType type = schema.enums().get(schema.resolve(name));
        return type != null && type.labels().contains(label);
    }

    private static ObjectName typeName(TypeOperation operation) {
        if (operation instanceof TypeOperation.CreateEnum create) {
            return create.type().name();
        }
        if (operation instanceof TypeOperation.DropEnum drop) {
            return drop.name();
        }
        if (operation instanceof TypeOperation.RenameType rename) {
            return rename.name();
        }
        if (operation instanceof TypeOperation.CreateDomain create) {
            return create.domain().name();
        }
        if (operation instanceof TypeOperation.DropDomain drop) {
            return drop.name();
        }
        throw Presence.unguardable(operation);
    }

    private static boolean namespace(NamespaceOperation operation, Schema schema) {
        if (operation instanceof NamespaceOperation.CreateSchema create) {
            return schema.schemas().contains(create.name());
        }
        if (operation instanceof NamespaceOperation.DropSchema drop) {
            return schema.schemas().contains(drop.name());
        }
        if (operation instanceof NamespaceOperation.CreateExtension create) {
            return schema.extensions().containsKey(create.extension().name());
        }
        if (operation instanceof NamespaceOperation.DropExtension drop) {
            return schema.extensions().containsKey(drop.name());
        }
        throw Presence.unguardable(operation);
    }

    private static ObjectName view(ViewOperation operation) {
        if (operation instanceof ViewOperation.CreateView create) {
            return create.view().name();
        }
        if (operation instanceof ViewOperation.DropView drop) {
            return drop.name();
        }
        if (operation instanceof ViewOperation.RenameView rename) {
            return rename.name();
        }
        throw Presence.unguardable(operation);
    }
}
