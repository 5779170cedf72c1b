package com.levymaster.migrate.alembic;

import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file of {@code versions/}: the header of its revision, and its statements. */
record AlembicFile(PythonSource source, RevisionHeader header, List<Statement> statements) {

    AlembicFile {
        statements = List.copyOf(statements);
    }

    /**
     * @return {@code null} if the file is no revision: nothing is assigned to {@code revision}
     * @throws NotUnderstoodException if the header is not a literal, or the file is not Python
     */
    static @Nullable AlembicFile read(String name, String text) {
        List<Statement> statements = PythonParser.parse(text);
        Scope scope = moduleScope(statements);
        String id = null;
        List<String> down = List.of();
        List<String> labels = List.of();
        List<String> dependsOn = List.of();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Assignment assignment) {
                Expression value = scope.resolve(assignment.value());
                switch (assignment.name()) {
                    case "revision" -> id = SqlValues.name(value);
                    case "down_revision" -> down = Expression.texts(value);
                    case "branch_labels" -> labels = Expression.texts(value);
                    case "depends_on" -> dependsOn = Expression.texts(value);
                    default -> {}
                }
            }
        }
        if (id == null) {
            return null;
        }
        RevisionHeader header = new RevisionHeader(id, down, dependsOn, labels, message(statements));
        return new AlembicFile(PythonSource.of(name, text), header, statements);
    }

    /** Alembic's message: the first paragraph of the text at the beginning of the file. */
    private static String message(List<Statement> statements) {
        return !statements.isEmpty()
                        && statements.get(0) instanceof Statement.Evaluation first
                        && first.expression() instanceof Expression.Text text
                ? text.value().strip().split("\\n\\s*\\n")[0].replaceAll("\\s*\\n\\s*", " ")
                : "";
    }

    AlembicRevision translate(DatabaseSchema before) {
        Steps upgrade = translate("upgrade", before);
        Steps downgrade = translate("downgrade", upgrade.schema());
        return new AlembicRevision(
                source.name(), header, upgrade.operations(), downgrade.operations(), upgrade.schema());
    }

    private Steps translate(String name, DatabaseSchema before) {
        Steps steps = new Steps(before);
        MethodTranslator translator = new MethodTranslator(source, steps, moduleScope(statements));
        Statement.Function method = MethodTranslator.function(statements, name);
        if (method != null) {
            translator.translate(method.body());
            return steps;
        }
        translator.translate(statements.stream()
                .filter(Statement.Other.class::isInstance)
                .filter(other -> source.line(other.line()).contains("def " + name))
                .toList());
        return steps;
    }

    private static Scope moduleScope(List<Statement> statements) {
        Scope scope = new Scope();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Import imported) {
                scope.imported(imported.names());
            } else if (statement instanceof Statement.Assignment assignment) {
                scope.bind(assignment.name(), scope.resolve(assignment.value()));
            }
        }
        return scope;
    }
}
