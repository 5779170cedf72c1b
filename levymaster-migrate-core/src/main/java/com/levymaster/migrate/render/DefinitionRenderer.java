package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.DefinitionOperation;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefaultPrivileges;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders operations on objects that SQL defines.
 *
 * @param op the name of the {@code Operations} variable; for triggers, policies and row security, of the {@code
 *     AlterTableSpec}
 */
record DefinitionRenderer(String op) implements DefinitionOperation.Visitor<CodeBlock> {

    /** The table whose {@code alterTable} block the operation belongs to; {@code null} for other operations. */
    static @Nullable ObjectName tableOf(DefinitionOperation operation) {
        if (operation instanceof ChangeRowSecurity security) {
            return security.table();
        }
        return operation instanceof ChangeDefinition change ? change.object().table() : null;
    }

    @Override
    public CodeBlock changeDefinition(ChangeDefinition o) {
        DefinedObject object = o.object();
        String arguments = object.arguments() == null ? "" : object.arguments();
        String head = scoped(op, object.name()) + "." + stage(object) + "()."
                + (o.to() == null ? "drop" : o.isCreated() ? "create" : "replace")
                + "(" + quoted(object.name().name() + arguments);
        if (o.isCreated() && o.to() != null) {
            return CodeBlock.Line.of(head + ", " + quoted(o.to()) + ")");
        }
        List<String> calls = new ArrayList<>();
        if (o.from() != null && o.from().value() != null) {
            calls.add((o.to() == null ? ".was(" : ".from(") + quoted(o.from().value()) + ")");
        }
        if (o.to() != null) {
            calls.add(".to(" + quoted(o.to()) + ")");
        }
        return new CodeBlock.Line(head + ")", calls);
    }

    private static String stage(DefinedObject object) {
        return switch (object.kind()) {
            case FUNCTION -> "functions";
            case PROCEDURE -> "procedures";
            case TRIGGER -> "triggers";
            case POLICY -> "policies";
            case STATISTICS -> "statistics";
            case PUBLICATION -> "publications";
            case RANGE_TYPE -> "rangeTypes";
        };
    }

    @Override
    public CodeBlock changeOption(ChangeOption o) {
        String method = switch (o.kind()) {
            case INDEX -> ".changeIndexParameter(";
            case VIEW -> ".views().changeOption(";
            case MATERIALIZED_VIEW -> ".views().changeMaterializedOption(";
        };
        String head = scoped(op, o.relation()) + method + quoted(o.relation().name()) + ", " + quoted(o.option()) + ")";
        return AlterTableRenderer.change(head, o.from(), o.to(), JavaLiterals::quoted);
    }

    @Override
    public CodeBlock changeRowSecurity(ChangeRowSecurity o) {
        return CodeBlock.Line.of(op
                + switch (o.to()) {
                    case ENABLE -> ".enableRowSecurity()";
                    case DISABLE -> ".disableRowSecurity()";
                    case FORCE -> ".forceRowSecurity()";
                    case NO_FORCE -> ".unforceRowSecurity()";
                });
    }

    @Override
    public CodeBlock changeDefaultPrivileges(ChangeDefaultPrivileges o) {
        String on = o.objects().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + o.objects().substring(1);
        String head = scoped(op, ObjectName.of(o.schema(), o.role())) + (o.grant() ? ".grant" : ".revoke")
                + "ByDefault(" + quoted(o.privileges()) + ")";
        return CodeBlock.Line.of(head, ".on" + on + "()", ".role(" + quoted(o.role()) + ")");
    }
}
