package com.levymaster.migrate.render;

import java.util.ArrayList;
import java.util.List;

/** A piece of Java source with its layout: four spaces per level, lines of at most 120 characters. */
sealed interface CodeBlock {

    int WIDTH = 120;
    String INDENT = "    ";

    void write(StringBuilder source, int level);

    /** A statement of chained calls: {@code t.addForeignKey("fk").on("a").references("b", "id");}. */
    record Line(String head, List<String> calls) implements CodeBlock {

        public Line {
            calls = List.copyOf(calls);
        }

        static Line of(String head, String... calls) {
            return new Line(head, List.of(calls));
        }

        @Override
        public void write(StringBuilder source, int level) {
            String indent = INDENT.repeat(level);
            int length = indent.length() + head.length() + 1;
            for (String call : calls) {
                length += call.length();
            }
            source.append(indent).append(head);
            String before = length <= WIDTH ? "" : "\n" + indent + INDENT.repeat(2);
            calls.forEach(call -> source.append(before).append(call));
            source.append(";\n");
        }
    }

    /** A block of statements in braces: {@code op.alterTable("t", t -> { … });}. */
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

    /** A line comment, wrapped where necessary. */
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

    /** Consecutive pieces. */
    record Concatenation(List<CodeBlock> parts) implements CodeBlock {

        public Concatenation {
            parts = List.copyOf(parts);
        }

        @Override
        public void write(StringBuilder source, int level) {
            parts.forEach(part -> part.write(source, level));
        }
    }

    static CodeBlock withComment(String comment, CodeBlock code) {
        List<CodeBlock> parts = new ArrayList<>();
        comment.lines().filter(line -> !line.isBlank()).forEach(line -> parts.add(new Comment(line)));
        parts.add(code);
        return parts.size() == 1 ? code : new Concatenation(parts);
    }
}
