package com.levymaster.migrate.adopt;

import static com.levymaster.migrate.inspect.ServerDefinitions.key;

import com.levymaster.migrate.inspect.ServerDefinitions.Definition;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation of a baseline.
 *
 * @param rank its place if nothing else decides: smaller ones first
 * @param creates the keys of the objects that it creates
 * @param uses the keys of the objects that it changes
 */
record BaselineStep(Operation operation, int rank, Set<String> creates, Set<String> uses) {

    private static final List<String> AREAS = List.of(
            "types", "functions", "views", "indexes", "tables", "rules", "triggers", "policies", "privileges",
            "publications", "event triggers", "comments");

    private static final int FUNCTIONS = 5;
    private static final int TABLES = 7;
    private static final int AFTER_TABLES = 10;

    BaselineStep {
        creates = Set.copyOf(creates);
        uses = Set.copyOf(uses);
    }

    static BaselineStep of(Definition definition) {
        int area = AREAS.indexOf(definition.area());
        return new BaselineStep(
                new ExecuteSql(Objects.requireNonNull(definition.sql()), null),
                area < 2 ? FUNCTIONS - 1 + area : AFTER_TABLES + area,
                Stream.ofNullable(definition.key()).collect(Collectors.toSet()),
                Stream.ofNullable(definition.owner()).collect(Collectors.toSet()));
    }

    static BaselineStep of(Operation operation, DatabaseSchema schema) {
        return new BaselineStep(operation, rank(operation), creates(operation, schema), uses(operation, schema));
    }

    Optional<ObjectName> createdTable() {
        return operation instanceof CreateTable create ? Optional.of(create.table().name()) : Optional.empty();
    }

    private static int rank(Operation operation) {
        if (operation instanceof SetLocal) {
            return 0;
        }
        if (operation instanceof SchemaOperation) {
            return 1;
        }
        if (operation instanceof ExtensionOperation) {
            return 2;
        }
        if (operation instanceof TypeOperation || operation instanceof CompositeOperation) {
            return 3;
        }
        if (operation instanceof CreateSequence) {
            return TABLES - 1;
        }
        return operation instanceof GrantPrivileges ? AFTER_TABLES + AREAS.indexOf("privileges") : TABLES;
    }

    private static Set<String> creates(Operation operation, DatabaseSchema schema) {
        return AffectedObject.of(operation).stream()
                .filter(affected -> affected.part() != null || !(operation instanceof ChangeRowSecurity))
                .filter(affected -> !(operation instanceof ChangeSequenceOwner))
                .map(affected -> created(affected, schema))
                .collect(Collectors.toSet());
    }

    private static String created(AffectedObject affected, DatabaseSchema schema) {
        ObjectName name = affected.object();
        String part = affected.part() == null ? "" : affected.part();
        return switch (affected.kind()) {
            case TABLE, SEQUENCE, VIEW -> relation(name, schema);
            case TYPE, ENUM_VALUE, ATTRIBUTE -> type(name, schema);
            case COLUMN -> key("default", schema.schemaOf(name), name.name(), part);
            case CONSTRAINT -> key("constraint", schema.schemaOf(name), name.name(), part);
            case INDEX -> key("index", schema.schemaOf(name), part);
            case SCHEMA -> key("schema", name.name());
            case EXTENSION -> key("extension", name.name());
        };
    }

    private static Set<String> uses(Operation operation, DatabaseSchema schema) {
        List<String> uses = new ArrayList<>();
        if (operation instanceof CreateTable create) {
            create.table().options().parents().forEach(parent -> uses.add(relation(parent, schema)));
        } else if (operation instanceof ChangeComment comment) {
            uses.addAll(commented(comment.on(), schema));
        } else if (operation instanceof GrantPrivileges grant) {
            uses.add(
                    grant.kind() == GrantableKind.SCHEMA
                            ? key("schema", grant.on().name())
                            : relation(grant.on(), schema));
        } else if (operation instanceof ChangeSequenceOwner change) {
            uses.add(relation(change.name(), schema));
            if (change.to() != null) {
                uses.add(relation(change.to().table(), schema));
            }
        } else if (operation instanceof ChangeRowSecurity change) {
            uses.add(relation(change.table(), schema));
        } else if (!(operation instanceof CreateView)) {
            AffectedObject.of(operation)
                    .filter(affected -> affected.part() != null)
                    .ifPresent(affected -> uses.add(
                            schema.tables().containsKey(schema.resolve(affected.object()))
                                    ? relation(affected.object(), schema)
                                    : type(affected.object(), schema)));
        }
        return Set.copyOf(uses);
    }

    private static List<String> commented(CommentTarget on, DatabaseSchema schema) {
        String part = on.part() == null ? "" : on.part();
        String space = schema.schemaOf(on.object());
        return switch (on.kind()) {
            case TYPE, COMPOSITE, ATTRIBUTE, DOMAIN -> List.of(type(on.object(), schema));
            case CONSTRAINT -> List.of(key("constraint", space, on.object().name(), part), relation(on.object(), schema));
            case INDEX -> List.of(key("index", space, part), relation(on.object(), schema));
            default -> List.of(relation(on.object(), schema));
        };
    }

    private static String relation(ObjectName name, DatabaseSchema schema) {
        return key("relation", schema.schemaOf(name), name.name());
    }

    private static String type(ObjectName name, DatabaseSchema schema) {
        return key("type", schema.schemaOf(name), name.name());
    }
}
