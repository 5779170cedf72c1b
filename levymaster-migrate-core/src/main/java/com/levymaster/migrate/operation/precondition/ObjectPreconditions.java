package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.undone;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.CommentOperation;
import com.levymaster.migrate.operation.DefinitionOperation;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.PrivilegeOperation;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.DefaultGrant;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.GrantEffects;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Preconditions of operations on sequences, views, schemas, extensions, comments and privileges. */
interface ObjectPreconditions
        extends DependentQueries,
                SequenceOperation.Visitor<List<Refusal>>,
                ViewOperation.Visitor<List<Refusal>>,
                SchemaOperation.Visitor<List<Refusal>>,
                ExtensionOperation.Visitor<List<Refusal>>,
                CommentOperation.Visitor<List<Refusal>>,
                PrivilegeOperation.Visitor<List<Refusal>>,
                DefinitionOperation.Visitor<List<Refusal>> {

    @Override
    default List<Refusal> createSequence(SequenceOperation.CreateSequence operation) {
        // PostgreSQL looks for a type of the name, too, although a sequence has none
        return names().rowType(operation.sequence().name());
    }

    @Override
    default List<Refusal> dropSequence(SequenceOperation.DropSequence operation) {
        ObjectName sequence = schema().resolve(operation.name());
        List<String> defaults = new ArrayList<>();
        schema().tables()
                .values()
                .forEach(table -> table.columns().stream()
                        .filter(column -> ColumnUses.nextValueOf(schema(), column, sequence))
                        .forEach(column -> defaults.add(table.name() + "." + column.name())));
        return all(
                identity(operation.name(), "drop the identity with changeIdentity(…).from(…).toNone()"),
                list(
                        "defaults of columns use the sequence",
                        defaults,
                        "change these defaults in earlier steps: changeDefault(…).from(…).toNone()"),
                dependents(operation.name()));
    }

    private List<Refusal> identity(ObjectName sequence, String remedy) {
        return restrictions(Restriction.Kind.IDENTITY, sequence, any -> true).stream()
                .map(column -> new Refusal("the sequence belongs to " + column, remedy))
                .toList();
    }

    @Override
    default List<Refusal> renameSequence(SequenceOperation.RenameSequence operation) {
        ObjectName to = operation.name().renamed(operation.to());
        return schema().serverVersion() < 14 ? names().rowType(to) : names().relation(to);
    }

    @Override
    default List<Refusal> alterSequence(SequenceOperation.AlterSequence operation) {
        return List.of();
    }

    @Override
    default List<Refusal> changeSequenceOwner(SequenceOperation.ChangeSequenceOwner operation) {
        Sequence.Owner to = operation.to();
        return all(
                identity(operation.name(), "create another sequence: this one stays with its column"),
                when(
                        to != null
                                && !Objects.equals(schema().schemaOf(operation.name()), schema().schemaOf(to.table())),
                        "the sequence and table " + (to == null ? "" : to.table()) + " are in different schemas",
                        "move the table, or create the sequence in its schema"));
    }

    @Override
    default List<Refusal> createView(ViewOperation.CreateView operation) {
        return names().rowType(operation.view().name());
    }

    @Override
    default List<Refusal> dropView(ViewOperation.DropView operation) {
        return all(
                list("other views use the view", views(operation.name()), "drop them in earlier steps"),
                dependents(operation.name()));
    }

    @Override
    default List<Refusal> replaceView(ViewOperation.ReplaceView operation) {
        View view = schema().views().get(schema().resolve(operation.name()));
        List<String> before = view == null ? List.of() : OutputColumns.of(view.query());
        List<String> after = OutputColumns.of(operation.to());
        boolean inPlace = before.isEmpty()
                || after.isEmpty()
                || before.equals(after.subList(0, Math.min(before.size(), after.size())));
        List<Refusal> retyped =
                view != null && inPlace ? new OutputTypes(schema()).changed(view.query(), operation.to()) : List.of();
        if (inPlace && (operation.columns() == null || retyped.isEmpty())) {
            return retyped;
        }
        return operation.columns() == null
                ? when(
                        true,
                        "the columns of the view are " + String.join(", ", before)
                                + ", and the first of the query are not",
                        "give the query the same columns first, or call changingColumns()")
                : all(
                        list(
                                "other views use the view, whose columns change",
                                views(operation.name()),
                                "drop them in earlier steps, and create them again after it"),
                        list(
                                "columns have the row type of the view, which is created anew",
                                new TypeUses(schema(), operation.name()).all(),
                                "drop them in earlier steps"),
                        dependents(operation.name()));
    }

    @Override
    default List<Refusal> renameView(ViewOperation.RenameView operation) {
        return names().rowType(operation.name().renamed(operation.to()));
    }

    @Override
    default List<Refusal> refreshView(ViewOperation.RefreshView operation) {
        return when(
                operation.concurrently()
                        && !restrictions(Restriction.Kind.REFRESH, operation.name(), any -> true)
                                .isEmpty(),
                "materialized view " + operation.name()
                        + " has no unique index over columns and all rows, and so cannot be refreshed concurrently",
                "create such an index in an earlier step, or use refresh(…)");
    }

    @Override
    default List<Refusal> createSchema(SchemaOperation.CreateSchema operation) {
        return all(
                when(
                        operation.name().startsWith("pg_"),
                        "names of schemas that begin with pg_ are reserved for PostgreSQL",
                        "choose another name"),
                when(
                        schema().schemas().contains(operation.name()),
                        "there is already a schema " + operation.name(),
                        "remove the step, or guard it with op.idempotent(…)"));
    }

    @Override
    default List<Refusal> dropSchema(SchemaOperation.DropSchema operation) {
        Stream<String> others =
                restrictions(Restriction.Kind.CONTENT, ObjectName.of(operation.name()), any -> true).stream();
        Stream<String> known = Stream.<Collection<ObjectName>>of(
                        schema().tables().keySet(),
                        schema().views().keySet(),
                        schema().sequences().keySet(),
                        schema().enums().keySet(),
                        schema().domains().keySet(),
                        schema().composites().keySet())
                .flatMap(Collection::stream)
                .filter(name -> operation.name().equals(schema().schemaOf(name)))
                .map(ObjectName::toString);
        return list(
                "the schema is not empty",
                Stream.concat(known, others).toList(),
                "drop or move its objects in earlier steps");
    }

    @Override
    default List<Refusal> createExtension(ExtensionOperation.CreateExtension operation) {
        return when(
                schema().extensions().containsKey(operation.extension().name()),
                "there is already an extension " + operation.extension().name(),
                "remove the step, or guard it with op.idempotent(…)");
    }

    @Override
    default List<Refusal> dropExtension(ExtensionOperation.DropExtension operation) {
        return list(
                "other objects depend on the extension",
                restrictions(Restriction.Kind.EXTENSION, ObjectName.of(operation.name()), any -> true),
                "drop or change them in earlier steps");
    }

    @Override
    default List<Refusal> changeComment(CommentOperation.ChangeComment operation) {
        return switch (operation.on().kind()) {
            case TYPE, COMPOSITE, ATTRIBUTE, DOMAIN ->
                names().hidden(operation.on().object());
            default -> List.of();
        };
    }

    @Override
    default List<Refusal> grantPrivileges(PrivilegeOperation.GrantPrivileges operation) {
        GrantEffects effects = GrantEffects.of(schema(), operation.kind(), operation.on(), operation.role());
        String remedy = "remove them from this step, or use op.execute(\"grant …\"), which has no undo";
        return all(
                role(operation.role()),
                undone(
                        "role " + operation.role() + " already has privileges on " + operation.on()
                                + ", which an undo would revoke",
                        effects.held(operation.privileges()),
                        remedy),
                undone(
                        "role " + operation.role() + " already has privileges on single columns of " + operation.on()
                                + ", which an undo would revoke",
                        onColumns(operation),
                        remedy));
    }

    /** To revoke a privilege on a table is to revoke it on its columns, too. */
    private List<String> onColumns(PrivilegeOperation.GrantPrivileges grant) {
        String holder = grant.role().equalsIgnoreCase("public") ? "public" : grant.role();
        return grant.kind() != GrantableKind.TABLE
                ? List.of()
                : restrictions(
                        Restriction.Kind.COLUMN_GRANT,
                        grant.on(),
                        held -> ObjectName.of(holder).equals(held.holder())
                                && GrantEffects.includes(grant.privileges(), held.part()));
    }

    /** Roles are known if the database has been read, which then has at least one. */
    private List<Refusal> role(String name) {
        boolean known = dependencies().restrictions().stream().anyMatch(r -> r.kind() == Restriction.Kind.ROLE);
        return when(
                known
                        && !name.equalsIgnoreCase("public")
                        && restrictions(Restriction.Kind.ROLE, ObjectName.of(name), any -> true)
                                .isEmpty(),
                "there is no role " + name,
                "check the name, or create the role first: op.execute(\"create role …\")");
    }

    @Override
    default List<Refusal> revokePrivileges(PrivilegeOperation.RevokePrivileges operation) {
        Set<String> privileges = new HashSet<>(operation.privileges());
        boolean all = privileges.contains(Grant.ALL) || privileges.contains("all privileges");
        return all(
                role(operation.role()),
                list(
                        "role " + operation.role() + " has granted privileges to others",
                        restrictions(
                                operation.kind() == GrantableKind.SCHEMA
                                        ? Restriction.Kind.SCHEMA_GRANT
                                        : Restriction.Kind.GRANT,
                                operation.on(),
                                grant -> ObjectName.of(operation.role()).equals(grant.holder())
                                        && (all || privileges.contains(grant.part()))),
                        "revoke these first: op.execute(\"revoke … granted by …\"), or with cascade"));
    }

    @Override
    default List<Refusal> changeDefinition(DefinitionOperation.ChangeDefinition operation) {
        DefinedObject object = operation.object();
        return switch (object.kind()) {
            case RANGE_TYPE ->
                operation.isCreated() ? names().type(object.name()) : droppedType(object.name(), operation.to());
            case FUNCTION, PROCEDURE ->
                list(
                        "other objects use it",
                        operation.to() == null
                                ? restrictions(Restriction.Kind.ROUTINE, object.name(), any -> true)
                                : List.of(),
                        "drop or change them in earlier steps");
            case TRIGGER ->
                all(
                        ExpectedKinds.of(object.table(), Set.of("table", "view"), schema()),
                        TriggersOfViews.in(schema(), object, operation.to()));
            case POLICY -> ExpectedKinds.of(object.table(), Set.of("table"), schema());
            case PUBLICATION -> PublishedTables.in(schema(), object, operation.to());
            default -> List.of();
        };
    }

    private List<Refusal> droppedType(ObjectName type, @Nullable String definition) {
        return definition != null
                ? List.of()
                : all(
                        list(
                                "type " + type + " is used",
                                new TypeUses(schema(), type).all(),
                                "change or drop them in earlier steps"),
                        dependents(type));
    }

    @Override
    default List<Refusal> changeOption(DefinitionOperation.ChangeOption operation) {
        return all(StorageParameters.of(operation.option(), operation.to()), changedOption(operation));
    }

    private List<Refusal> changedOption(DefinitionOperation.ChangeOption operation) {
        ObjectName name = schema().resolve(operation.relation());
        return operation.kind() == DefinitionOperation.OptionKind.INDEX
                ? when(
                        schema().tables().values().stream()
                                .anyMatch(table -> table.options().partitionBy() != null
                                        && Objects.equals(table.name().schema(), name.schema())
                                        && Names.ofIndexes(table).contains(name.name())),
                        "index " + name + " is of a partitioned table and stores no rows, and so has no parameters",
                        "change the parameter of the indexes of its partitions")
                : ExpectedKinds.of(operation.relation(), Set.of(operation.kind().keyword()), schema());
    }

    @Override
    default List<Refusal> changeRowSecurity(DefinitionOperation.ChangeRowSecurity operation) {
        boolean isSo = table(operation.table()).isPresent()
                && operation.applyTo(schema()).security().equals(schema().security());
        return undone(
                "this is so already, and an undo would do the opposite",
                isSo ? List.of(operation.table().toString()) : List.of(),
                "remove the step");
    }

    @Override
    default List<Refusal> changeDefaultPrivileges(DefinitionOperation.ChangeDefaultPrivileges operation) {
        Set<DefaultGrant> held = new HashSet<>(SecurityEffects.defaults(
                schema().serverVersion(),
                operation.schema(),
                operation.privileges(),
                operation.objects(),
                operation.role()));
        held.retainAll(schema().security().defaultGrants());
        return all(
                role(operation.role()),
                undone(
                        "role " + operation.role() + " already has default privileges, which an undo would revoke",
                        operation.grant()
                                ? held.stream()
                                        .map(DefaultGrant::privilege)
                                        .sorted()
                                        .toList()
                                : List.of(),
                        "remove them from this step"));
    }
}
