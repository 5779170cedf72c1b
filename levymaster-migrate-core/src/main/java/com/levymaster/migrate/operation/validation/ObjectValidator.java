package com.levymaster.migrate.operation.validation;

import static com.levymaster.migrate.operation.validation.OperationValidator.all;
import static com.levymaster.migrate.operation.validation.OperationValidator.blank;
import static com.levymaster.migrate.operation.validation.OperationValidator.comment;
import static com.levymaster.migrate.operation.validation.OperationValidator.same;

import com.levymaster.migrate.operation.CommentOperation;
import com.levymaster.migrate.operation.DefinitionOperation;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.PrivilegeOperation;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Validates operations on sequences, views, schemas, extensions, comments and privileges. */
interface ObjectValidator
        extends SequenceOperation.Visitor<List<String>>,
                ViewOperation.Visitor<List<String>>,
                SchemaOperation.Visitor<List<String>>,
                ExtensionOperation.Visitor<List<String>>,
                CommentOperation.Visitor<List<String>>,
                PrivilegeOperation.Visitor<List<String>>,
                DefinitionOperation.Visitor<List<String>> {

    @Override
    default List<String> createSequence(SequenceOperation.CreateSequence operation) {
        return in(operation.sequence());
    }

    @Override
    default List<String> dropSequence(SequenceOperation.DropSequence operation) {
        return operation.was() == null ? List.of() : in(operation.was());
    }

    @Override
    default List<String> renameSequence(SequenceOperation.RenameSequence operation) {
        return same(operation.name().name(), operation.to());
    }

    @Override
    default List<String> alterSequence(SequenceOperation.AlterSequence operation) {
        return operation.toType() == null
                ? ColumnValidator.in(operation.to())
                : in(Sequence.of(operation.name(), operation.to()).withType(operation.toType()));
    }

    @Override
    default List<String> changeSequenceOwner(SequenceOperation.ChangeSequenceOwner operation) {
        return List.of();
    }

    @Override
    default List<String> createView(ViewOperation.CreateView operation) {
        return in(operation.view());
    }

    @Override
    default List<String> dropView(ViewOperation.DropView operation) {
        return operation.was() == null ? List.of() : in(operation.was());
    }

    @Override
    default List<String> replaceView(ViewOperation.ReplaceView operation) {
        return all(blank("the query", operation.to()), blank("the query before", operation.from()));
    }

    @Override
    default List<String> renameView(ViewOperation.RenameView operation) {
        return same(operation.name().name(), operation.to());
    }

    @Override
    default List<String> refreshView(ViewOperation.RefreshView operation) {
        return List.of();
    }

    @Override
    default List<String> createSchema(SchemaOperation.CreateSchema operation) {
        return List.of();
    }

    @Override
    default List<String> dropSchema(SchemaOperation.DropSchema operation) {
        return List.of();
    }

    @Override
    default List<String> createExtension(ExtensionOperation.CreateExtension operation) {
        return List.of();
    }

    @Override
    default List<String> dropExtension(ExtensionOperation.DropExtension operation) {
        return List.of();
    }

    @Override
    default List<String> changeComment(CommentOperation.ChangeComment operation) {
        return comment(operation.to());
    }

    @Override
    default List<String> grantPrivileges(PrivilegeOperation.GrantPrivileges operation) {
        return all(privileges(operation.kind(), operation.privileges()), blank("the role", operation.role()));
    }

    @Override
    default List<String> revokePrivileges(PrivilegeOperation.RevokePrivileges operation) {
        return all(privileges(operation.kind(), operation.privileges()), blank("the role", operation.role()));
    }

    @Override
    default List<String> changeDefinition(DefinitionOperation.ChangeDefinition operation) {
        String from = operation.from() == null ? null : operation.from().value();
        return all(blank("the definition", operation.to()), blank("the definition before", from));
    }

    @Override
    default List<String> changeOption(DefinitionOperation.ChangeOption operation) {
        return all(blank("the option", operation.option()), blank("the value", operation.to()));
    }

    @Override
    default List<String> changeRowSecurity(DefinitionOperation.ChangeRowSecurity operation) {
        return List.of();
    }

    @Override
    default List<String> changeDefaultPrivileges(DefinitionOperation.ChangeDefaultPrivileges operation) {
        return all(
                operation.privileges().isEmpty() ? List.of("it names no privilege") : List.of(),
                blank("the role", operation.role()));
    }

    private static List<String> privileges(GrantableKind kind, List<String> privileges) {
        List<String> normalized =
                privileges.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
        if (normalized.isEmpty()) {
            return List.of("it names no privilege");
        }
        if (normalized.contains("all") || normalized.contains("all privileges")) {
            return normalized.size() == 1 ? List.of() : List.of("all cannot be combined with other privileges");
        }
        Set<String> known = kind.privileges();
        List<String> faults = new ArrayList<>();
        normalized.stream()
                .filter(privilege -> !known.contains(privilege))
                .forEach(privilege -> faults.add("there is no privilege " + privilege + " on a "
                        + kind.name().toLowerCase(Locale.ROOT) + ", but "
                        + String.join(", ", known.stream().sorted().toList()) + " and all"));
        return faults;
    }

    private static List<String> in(Sequence sequence) {
        List<String> type = sequence.type().isInteger()
                ? List.of()
                : List.of(
                        "it is of type " + sequence.type().display() + ", but it must be smallint, integer or bigint");
        return all(type, ColumnValidator.in(sequence.options(), sequence.type()), comment(sequence.comment()));
    }

    private static List<String> in(View view) {
        return all(blank("the query", view.query()), comment(view.comment()));
    }
}
