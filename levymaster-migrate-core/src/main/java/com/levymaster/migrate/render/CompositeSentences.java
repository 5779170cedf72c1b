package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;
import static com.levymaster.migrate.render.SentenceSource.scoped;

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

/** Sentences about composite types. */
record CompositeSentences(TypeSource types, String op) implements CompositeOperation.Visitor<Code> {

    @Override
    public Code createComposite(CreateComposite o) {
        return new Code.Block(words("createComposite", o.type().name()) + ", c ->", body(o.type()), ");");
    }

    @Override
    public Code dropComposite(DropComposite o) {
        String drop = words("dropComposite", o.name()) + ")";
        return o.was() == null ? Code.Line.of(drop) : new Code.Block(drop + ".was(c ->", body(o.was()), ");");
    }

    @Override
    public Code addAttribute(AddAttribute o) {
        String head = words("addAttribute", o.name()) + ", " + nameAndType(o.attribute()) + ")";
        return new Code.Line(head, extras(o.attribute()));
    }

    @Override
    public Code dropAttribute(DropAttribute o) {
        List<String> words = new ArrayList<>();
        Attribute was = o.was();
        if (was != null) {
            words.add(".was(" + types.of(was.type()) + ")");
            words.addAll(extras(was));
        }
        return new Code.Line(words("dropAttribute", o.name()) + ", " + quoted(o.attribute()) + ")", words);
    }

    @Override
    public Code renameAttribute(RenameAttribute o) {
        return Code.Line.of(
                words("renameAttribute", o.name()) + ", " + quoted(o.from()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public Code changeAttributeType(ChangeAttributeType o) {
        List<String> words = new ArrayList<>();
        if (o.from() != null) {
            words.add(".from(" + shape(o.from()) + ")");
        }
        words.add(".to(" + shape(o.to()) + ")");
        return new Code.Line(words("changeAttributeType", o.name()) + ", " + quoted(o.attribute()) + ")", words);
    }

    private List<Code> body(CompositeType type) {
        List<Code> body = new ArrayList<>();
        type.attributes().forEach(a -> body.add(new Code.Line("c.attribute(" + nameAndType(a) + ")", extras(a))));
        if (type.comment() != null) {
            body.add(Code.Line.of("c.comment(" + quoted(type.comment()) + ")"));
        }
        return body;
    }

    private String nameAndType(Attribute attribute) {
        return quoted(attribute.name()) + ", " + types.of(attribute.type());
    }

    private static List<String> extras(Attribute attribute) {
        List<String> words = new ArrayList<>();
        if (attribute.collation() != null) {
            words.add(".collation(" + quoted(attribute.collation()) + ")");
        }
        if (attribute.comment() != null) {
            words.add(".comment(" + quoted(attribute.comment()) + ")");
        }
        return words;
    }

    private String shape(Shape shape) {
        return types.of(shape.type()) + (shape.collation() == null ? "" : ", " + quoted(shape.collation()));
    }

    private String words(String word, ObjectName name) {
        return scoped(op, name) + ".types()." + word + "(" + quoted(name.name());
    }
}
