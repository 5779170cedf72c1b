package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.ColumnRenderer.counting;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences about sequences. */
record SequenceRenderer(TypeRenderer types, String op) implements SequenceOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createSequence(CreateSequence o) {
        return CodeBlock.Line.of(words("create", o.sequence().name()) + options(o.sequence()) + ")");
    }

    @Override
    public CodeBlock dropSequence(DropSequence o) {
        Sequence was = o.was();
        String options = was == null ? "" : options(was);
        return CodeBlock.Line.of(
                words("drop", o.name()) + (was != null && options.isEmpty() ? ", s -> {}" : options) + ")");
    }

    @Override
    public CodeBlock renameSequence(RenameSequence o) {
        return CodeBlock.Line.of(words("rename", o.name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock alterSequence(AlterSequence o) {
        SequenceOptions from = o.from();
        String was = from == null ? "" : ", " + counting(from);
        return CodeBlock.Line.of(words("alter", o.name()) + was + ", " + counting(o.to()) + ")");
    }

    @Override
    public CodeBlock changeSequenceOwner(ChangeSequenceOwner o) {
        List<String> words = new ArrayList<>();
        if (o.from() != null) {
            words.add(owner(".from", o.from().value()));
        }
        words.add(owner(".to", o.to()));
        return new CodeBlock.Line(words("changeOwner", o.name()) + ")", words);
    }

    private static String owner(String word, Sequence.@Nullable Owner owner) {
        return owner == null
                ? word + "None()"
                : word + "(" + quoted(List.of(owner.table().name(), owner.column())) + ")";
    }

    private String words(String word, ObjectName name) {
        return scoped(op, name) + ".sequences()." + word + "(" + quoted(name.name());
    }

    private String options(Sequence sequence) {
        String counting = counting(sequence.options());
        if (!sequence.type()
                .equals(Sequence.of(sequence.name(), SequenceOptions.DEFAULT).type())) {
            String type = ".ofType(" + types.of(sequence.type()) + ")";
            counting = counting.equals("s -> {}") ? "s -> s" + type : counting.replaceFirst("s -> s", "s -> s" + type);
        }
        return counting.equals("s -> {}") ? "" : ", " + counting;
    }
}
