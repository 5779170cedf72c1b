package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.ColumnRenderer.sequenceOptions;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders operations on sequences. */
record SequenceRenderer(TypeRenderer types, String op) implements SequenceOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createSequence(CreateSequence o) {
        return CodeBlock.Line.of(open("create", o.sequence().name()) + options(o.sequence()) + ")");
    }

    @Override
    public CodeBlock dropSequence(DropSequence o) {
        Sequence was = o.was();
        String options = was == null ? "" : options(was);
        return CodeBlock.Line.of(
                open("drop", o.name()) + (was != null && options.isEmpty() ? ", s -> {}" : options) + ")");
    }

    @Override
    public CodeBlock renameSequence(RenameSequence o) {
        return CodeBlock.Line.of(open("rename", o.name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock alterSequence(AlterSequence o) {
        SequenceOptions from = o.from();
        String was = from == null ? "" : ", " + options(from, o.fromType());
        return CodeBlock.Line.of(open("alter", o.name()) + was + ", " + options(o.to(), o.toType()) + ")");
    }

    @Override
    public CodeBlock changeSequenceOwner(ChangeSequenceOwner o) {
        List<String> calls = new ArrayList<>();
        if (o.from() != null) {
            calls.add(owner(".from", o.from().value()));
        }
        calls.add(owner(".to", o.to()));
        return new CodeBlock.Line(open("changeOwner", o.name()) + ")", calls);
    }

    private static String owner(String method, Sequence.@Nullable Owner owner) {
        return owner == null
                ? method + "None()"
                : method + "(" + quoted(List.of(owner.table().name(), owner.column())) + ")";
    }

    private String open(String method, ObjectName name) {
        return scoped(op, name) + ".sequences()." + method + "(" + quoted(name.name());
    }

    private String options(Sequence sequence) {
        String options = options(sequence.options(), sequence.type());
        return options.equals("s -> {}") ? "" : ", " + options;
    }

    private String options(SequenceOptions options, @Nullable ColumnType type) {
        String text = sequenceOptions(options);
        if (type == null || type.display().equals("bigint")) {
            return text;
        }
        String ofType = "s -> s.ofType(" + types.of(type) + ")";
        return text.equals("s -> {}") ? ofType : text.replaceFirst("s -> s", ofType);
    }
}
