package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropDomain;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameType;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Renders operations on enum types and domains. */
record TypeOperationRenderer(TypeRenderer types, ColumnRenderer columns, String op)
        implements TypeOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createEnum(CreateEnum o) {
        return CodeBlock.Line.of(
                open("createEnum", o.type().name()) + list(o.type().labels()) + ")");
    }

    @Override
    public CodeBlock dropEnum(DropEnum o) {
        return CodeBlock.Line.of(open("dropEnum", o.name())
                + (o.was() == null ? "" : list(o.was().labels())) + ")");
    }

    @Override
    public CodeBlock addEnumValue(AddEnumValue o) {
        if (o.afterLabel() != null) {
            return CodeBlock.Line.of(
                    open("addEnumValueAfter", o.name()) + list(List.of(o.label(), o.afterLabel())) + ")");
        }
        return o.beforeLabel() == null
                ? CodeBlock.Line.of(open("addEnumValue", o.name()) + ", " + quoted(o.label()) + ")")
                : CodeBlock.Line.of(
                        open("addEnumValueBefore", o.name()) + list(List.of(o.label(), o.beforeLabel())) + ")");
    }

    @Override
    public CodeBlock removeEnumValue(RemoveEnumValue o) {
        List<String> calls = new ArrayList<>();
        if (o.beforeLabel() != null) {
            calls.add(".wasBefore(" + quoted(o.beforeLabel()) + ")");
        }
        if (o.afterLabel() != null) {
            calls.add(".wasAfter(" + quoted(o.afterLabel()) + ")");
        }
        if (o.replacement() != null) {
            calls.add(".replacedBy(" + quoted(o.replacement()) + ")");
        }
        return new CodeBlock.Line(open("removeEnumValue", o.name()) + ", " + quoted(o.label()) + ")", calls);
    }

    @Override
    public CodeBlock renameEnumValue(RenameEnumValue o) {
        return CodeBlock.Line.of(
                open("renameEnumValue", o.name()) + ", " + quoted(o.from()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock renameType(RenameType o) {
        return CodeBlock.Line.of(open("rename", o.name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock createDomain(CreateDomain o) {
        return CodeBlock.Line.of(open("createDomain", o.domain().name()) + ", "
                + types.of(o.domain().type()) + rules(o.domain(), ""));
    }

    @Override
    public CodeBlock dropDomain(DropDomain o) {
        Domain was = o.was();
        String drop = open("dropDomain", o.name()) + ")";
        return was == null
                ? CodeBlock.Line.of(drop)
                : CodeBlock.Line.of(drop, ".was(" + types.of(was.type()) + rules(was, ", d -> {}"));
    }

    @Override
    public CodeBlock alterDomain(AlterDomain o) {
        List<String> calls = new ArrayList<>();
        if (o.from() != null) {
            calls.add(".from(" + rules(o.from(), ", d -> {}").substring(2));
        }
        calls.add(".to(" + rules(o.to(), ", d -> {}").substring(2));
        String type = types.of(o.to().type());
        return new CodeBlock.Line(open("alterDomain", o.to().name()) + ", " + type + ")", calls);
    }

    private String rules(Domain domain, String none) {
        StringBuilder rules = new StringBuilder(domain.nullable() ? "" : ".notNull()");
        DefaultValue value = domain.defaultValue();
        if (value != null) {
            String method = value instanceof DefaultValue.Expression ? ".defaultSql(" : ".defaultValue(";
            rules.append(method).append(columns.value(value)).append(')');
        }
        domain.checks()
                .forEach((name, sql) -> rules.append(".check(")
                        .append(quoted(List.of(name, sql)))
                        .append(')'));
        if (domain.comment() != null) {
            rules.append(".comment(").append(quoted(domain.comment())).append(')');
        }
        return (rules.isEmpty() ? none : ", d -> d" + rules) + ")";
    }

    private String open(String method, ObjectName name) {
        return scoped(op, name) + ".types()." + method + "(" + quoted(name.name());
    }

    private static String list(List<String> labels) {
        return labels.isEmpty() ? "" : ", " + quoted(labels);
    }
}
