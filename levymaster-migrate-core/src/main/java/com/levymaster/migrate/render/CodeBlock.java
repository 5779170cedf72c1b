package com.levymaster.migrate.render;

import java.util.ArrayList;
import java.util.List;

/** A piece of Java source with its layout: four spaces per level, lines of at most 120 characters. */
sealed interface CodeBlock
        permits CodeBlock.Line, CodeBlock.Block, CodeBlock.Comment, CodeBlock.Concatenation, TextBlock {

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
            String deeper = indent + INDENT.repeat(2);
            String before = length <= WIDTH ? "" : "\n" + deeper;
            StringBuilder code = new StringBuilder(indent).append(head);
            calls.stream()
                    .filter(call -> !call.isEmpty())
                    .forEach(call -> code.append(before).append(call));
            code.append(';')
                    .toString()
                    .lines()
                    .forEach(line -> source.append(wrapped(line, deeper)).append('\n'));
        }

        /** Splits string literals at spaces, so that no line is too long. */
        private static String wrapped(String line, String indent) {
            StringBuilder lines = new StringBuilder();
            String rest = line;
            for (int cut = cut(rest); cut > 0; cut = cut(rest)) {
                lines.append(rest, 0, cut).append("\"\n");
                rest = indent + "+ \"" + rest.substring(cut);
            }
            return lines.append(rest).toString();
        }

        /** The position after the last space in a literal that fits into the line; 0 if the line fits, or has none. */
        private static int cut(String line) {
            boolean literal = false;
            int cut = 0;
            for (int i = 0; line.length() > WIDTH && i < WIDTH - 1; i++) {
                char c = line.charAt(i);
                if (literal && c == '\\') {
                    i++;
                } else if (c == '"') {
                    literal = !literal;
                } else if (literal && c == ' ') {
                    cut = i + 1;
                }
            }
            return cut;
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
