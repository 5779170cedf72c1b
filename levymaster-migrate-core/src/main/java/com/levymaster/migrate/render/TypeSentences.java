package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;
import static com.levymaster.migrate.render.SentenceSource.scoped;

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

/** Sentences about enum types and domains. */
record TypeSentences(TypeSource types, ColumnSource columns, String op) implements TypeOperation.Visitor<Code> {

    @Override
    public Code createEnum(CreateEnum o) {
        return Code.Line.of(words("createEnum", o.type().name()) + list(o.type().labels()) + ")");
    }

    @Override
    public Code dropEnum(DropEnum o) {
        return Code.Line.of(words("dropEnum", o.name())
                + (o.was() == null ? "" : list(o.was().labels())) + ")");
    }

    @Override
    public Code addEnumValue(AddEnumValue o) {
        if (o.afterLabel() != null) {
            return Code.Line.of(words("addEnumValueAfter", o.name()) + list(List.of(o.label(), o.afterLabel())) + ")");
        }
        return o.beforeLabel() == null
                ? Code.Line.of(words("addEnumValue", o.name()) + ", " + quoted(o.label()) + ")")
                : Code.Line.of(words("addEnumValueBefore", o.name()) + list(List.of(o.label(), o.beforeLabel())) + ")");
    }

    @Override
    public Code removeEnumValue(RemoveEnumValue o) {
        List<String> words = new ArrayList<>();
        if (o.beforeLabel() != null) {
            words.add(".wasBefore(" + quoted(o.beforeLabel()) + ")");
        }
        if (o.afterLabel() != null) {
            words.add(".wasAfter(" + quoted(o.afterLabel()) + ")");
        }
        if (o.replacement() != null) {
            words.add(".replacedBy(" + quoted(o.replacement()) + ")");
        }
        return new Code.Line(words("removeEnumValue", o.name()) + ", " + quoted(o.label()) + ")", words);
    }

    @Override
    public Code renameEnumValue(RenameEnumValue o) {
        return Code.Line.of(
                words("renameEnumValue", o.name()) + ", " + quoted(o.from()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public Code renameType(RenameType o) {
        return Code.Line.of(words("rename", o.name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public Code createDomain(CreateDomain o) {
        return Code.Line.of(words("createDomain", o.domain().name()) + ", "
                + types.of(o.domain().type()) + rules(o.domain(), ""));
    }

    @Override
    public Code dropDomain(DropDomain o) {
        Domain was = o.was();
        String drop = words("dropDomain", o.name()) + ")";
        return was == null
                ? Code.Line.of(drop)
                : Code.Line.of(drop, ".was(" + types.of(was.type()) + rules(was, ", d -> {}"));
    }

    @Override
    public Code alterDomain(AlterDomain o) {
        List<String> words = new ArrayList<>();
        if (o.from() != null) {
            words.add(".from(" + rules(o.from(), ", d -> {}").substring(2));
        }
        words.add(".to(" + rules(o.to(), ", d -> {}").substring(2));
        String type = types.of(o.to().type());
        return new Code.Line(words("alterDomain", o.to().name()) + ", " + type + ")", words);
    }

    private String rules(Domain domain, String none) {
        StringBuilder rules = new StringBuilder(domain.nullable() ? "" : ".notNull()");
        DefaultValue value = domain.defaultValue();
        if (value != null) {
            String word = value instanceof DefaultValue.Expression ? ".defaultSql(" : ".defaultValue(";
            rules.append(word).append(columns.value(value)).append(')');
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

    private String words(String word, ObjectName name) {
        return scoped(op, name) + ".types()." + word + "(" + quoted(name.name());
    }

    private static String list(List<String> labels) {
        return labels.isEmpty() ? "" : ", " + quoted(labels);
    }
}
