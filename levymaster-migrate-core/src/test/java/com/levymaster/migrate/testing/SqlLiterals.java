package com.levymaster.migrate.testing;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The SQL in string literals, text blocks and concatenations of the packages that use JDBC. */
final class SqlLiterals {

    private static final Pattern USES_JDBC =
            Pattern.compile("import (java\\.sql|javax\\.sql|org\\.springframework\\.jdbc)\\.");

    private static final Pattern PLACEHOLDER = Pattern.compile("%(\\d+\\$)?s");

    /** A statement, a clause of one, or anything that names the catalog. Messages are sentences, or have no such words. */
    private static final Pattern SQL = Pattern.compile(
            "(?s)\\s*(select|insert into|delete from|update \\S+ set|with \\w+ as|do [$'\\uFFFC]"
                    + "|create (table|schema)|alter table|comment on|where|(left )?join|order by|union all)\\b.*|.*(pg_catalog|::\\w).*");

    private SqlLiterals() {}

    /** A text, with {@link UnqualifiedSql#HOLE} for each part that is no literal. */
    record SqlLiteral(Path file, long line, String text) {}

    static List<SqlLiteral> under(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<SqlLiteral> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(files(sources)));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, trees.getSourcePositions(), found).scan(unit, null);
            }
        }
        return found;
    }

    private static List<Path> files(Path sources) throws IOException {
        try (Stream<Path> all = Files.walk(sources)) {
            List<Path> java =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            Set<Path> packages = java.stream()
                    .filter(SqlLiterals::usesJdbc)
                    .map(Path::getParent)
                    .collect(Collectors.toSet());
            return java.stream()
                    .filter(file -> packages.contains(file.getParent()))
                    .toList();
        }
    }

    private static boolean usesJdbc(Path file) {
        try {
            return USES_JDBC.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<SqlLiteral> found;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<SqlLiteral> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void none) {
            add(literal, text(literal));
            return null;
        }

        /** A concatenation is one text. */
        @Override
        public Void visitBinary(BinaryTree binary, Void none) {
            String text = text(binary);
            if (binary.getKind() != Tree.Kind.PLUS || text.equals(UnqualifiedSql.HOLE)) {
                return super.visitBinary(binary, none);
            }
            add(binary, text);
            operands(binary);
            return null;
        }

        private void operands(Tree tree) {
            if (tree instanceof BinaryTree binary && binary.getKind() == Tree.Kind.PLUS) {
                operands(binary.getLeftOperand());
                operands(binary.getRightOperand());
            } else if (!(tree instanceof LiteralTree)) {
                scan(tree, null);
            }
        }

        private static String text(Tree tree) {
            if (tree instanceof LiteralTree literal && literal.getValue() instanceof String string) {
                return PLACEHOLDER.matcher(string).replaceAll(UnqualifiedSql.HOLE);
            }
            if (tree instanceof BinaryTree binary && binary.getKind() == Tree.Kind.PLUS) {
                String text = text(binary.getLeftOperand()) + text(binary.getRightOperand());
                return text.replace(UnqualifiedSql.HOLE + UnqualifiedSql.HOLE, UnqualifiedSql.HOLE);
            }
            return UnqualifiedSql.HOLE;
        }

        private void add(Tree tree, String text) {
            if (SQL.matcher(text).matches()) {
                long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
                found.add(new SqlLiteral(Path.of(unit.getSourceFile().getName()), line, text));
            }
        }
    }
}
