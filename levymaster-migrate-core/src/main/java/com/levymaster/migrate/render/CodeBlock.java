package com.levymaster.migrate.render;

import java.util.ArrayList;
import java.util.List;

/** A piece of source that knows how it is laid out: four spaces a level, lines of at most 120 characters. */
sealed interface CodeBlock {

    int WIDTH = 120;
    String INDENT = "    ";

    void write(StringBuilder source, int level);

    /** A sentence: {@code t.addForeignKey("fk").on("a").references("b", "id");}. */
    record Line(String head, List<String> words) implements CodeBlock {

        public Line {
            words = List.copyOf(words);
        }

        static Line of(String head, String... words) {
            return new Line(head, List.of(words));
        }

        @Override
        public void write(StringBuilder source, int level) {
            String indent = INDENT.repeat(level);
            int length = indent.length() + head.length() + 1;
            for (String word : words) {
                length += word.length();
            }
            source.append(indent).append(head);
            String before = length <= WIDTH ? "" : "\n" + indent + INDENT.repeat(2);
            words.forEach(word -> source.append(before).append(word));
            source.append(";\n");
        }
    }

    /** Sentences in braces: {@code op.alterTable("t", t -> { … });}. */
    record Block(String open, List<CodeBlock> body, String close) implements CodeBlock {

        public Block {
            body = List.copyOf(body);
        }

        @Override
        public void write(StringBuilder source, int level) {
            source.append(INDENT.repeat(level)).append(open).append(" {\n");
            body.forEach(code -> code.write(source, level + 1));
            source.append(INDENT.repeat(level)).append("}").append(close).append('\n');
        }
    }

    /** A remark for the reader, in lines of its own. */
    record Comment(String text) implements CodeBlock {

        @Override
        public void write(StringBuilder source, int level) {
            String indent = INDENT.repeat(level) + "// ";
            StringBuilder line = new StringBuilder();
            for (String word : JavaLiterals.comment(text).split(" ")) {
                if (!line.isEmpty() && indent.length() + line.length() + word.length() >= WIDTH) {
                    source.append(indent).append(line.toString().strip()).append('\n');
                    line.setLength(0);
                }
                line.append(word).append(' ');
            }
            source.append(indent).append(line.toString().strip()).append('\n');
        }
    }

    /** Pieces one after another. */
    record Sequence(List<CodeBlock> parts) implements CodeBlock {

        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public void write(StringBuilder source, int level) {
            parts.forEach(part -> part.write(source, level));
        }
    }

    static CodeBlock withRemark(String remark, CodeBlock code) {
        List<CodeBlock> parts = new ArrayList<>();
        remark.lines().filter(line -> !line.isBlank()).forEach(line -> parts.add(new Comment(line)));
        parts.add(code);
        return parts.size() == 1 ? code : new Sequence(parts);
    }
}
