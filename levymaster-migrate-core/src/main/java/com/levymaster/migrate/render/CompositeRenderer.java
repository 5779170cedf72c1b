package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.CompositeOperation.AddAttribute;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.CompositeOperation.RenameAttribute;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Renders operations on composite types. */
record CompositeRenderer(TypeRenderer types, String op) implements CompositeOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createComposite(CreateComposite o) {
        return new CodeBlock.Block(open("createComposite", o.type().name()) + ", c ->", body(o.type()), ");");
    }

    @Override
    public CodeBlock dropComposite(DropComposite o) {
        String drop = open("dropComposite", o.name()) + ")";
        return o.was() == null ? CodeBlock.Line.of(drop) : new CodeBlock.Block(drop + ".was(c ->", body(o.was()), ");");
    }

    @Override
    public CodeBlock addAttribute(AddAttribute o) {
        String head = open("addAttribute", o.name()) + ", " + nameAndType(o.attribute()) + ")";
        return new CodeBlock.Line(head, extras(o.attribute()));
    }

    @Override
    public CodeBlock dropAttribute(DropAttribute o) {
        List<String> calls = new ArrayList<>();
        Attribute was = o.was();
        if (was != null) {
            calls.add(".was(" + types.of(was.type()) + ")");
            calls.addAll(extras(was));
        }
        return new CodeBlock.Line(open("dropAttribute", o.name()) + ", " + quoted(o.attribute()) + ")", calls);
    }

    @Override
    public CodeBlock renameAttribute(RenameAttribute o) {
        return CodeBlock.Line.of(
                open("renameAttribute", o.name()) + ", " + quoted(o.from()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock changeAttributeType(ChangeAttributeType o) {
        List<String> calls = new ArrayList<>();
        if (o.from() != null) {
            calls.add(".from(" + shape(o.from()) + ")");
        }
        calls.add(".to(" + shape(o.to()) + ")");
        return new CodeBlock.Line(open("changeAttributeType", o.name()) + ", " + quoted(o.attribute()) + ")", calls);
    }

    private List<CodeBlock> body(CompositeType type) {
        List<CodeBlock> body = new ArrayList<>();
        type.attributes().forEach(a -> body.add(new CodeBlock.Line("c.attribute(" + nameAndType(a) + ")", extras(a))));
        if (type.comment() != null) {
            body.add(CodeBlock.Line.of("c.comment(" + quoted(type.comment()) + ")"));
        }
        return body;
    }

    private String nameAndType(Attribute attribute) {
        return quoted(attribute.name()) + ", " + types.of(attribute.type());
    }

    private static List<String> extras(Attribute attribute) {
        List<String> calls = new ArrayList<>();
        if (attribute.collation() != null) {
            calls.add(".collation(" + quoted(attribute.collation()) + ")");
        }
        if (attribute.comment() != null) {
            calls.add(".comment(" + quoted(attribute.comment()) + ")");
        }
        return calls;
    }

    private String shape(Shape shape) {
        return types.of(shape.type()) + (shape.collation() == null ? "" : ", " + quoted(shape.collation()));
    }

    private String open(String method, ObjectName name) {
        return scoped(op, name) + ".types()." + method + "(" + quoted(name.name());
    }
}
