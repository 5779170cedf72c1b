package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.CommentOperation;
import com.levymaster.migrate.schema.CommentTarget;
import java.util.List;
import java.util.Locale;

/** Compiles changes of comments. */
interface CommentCompiler extends CompilerContext, CommentOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> changeComment(CommentOperation.ChangeComment operation) {
        CommentTarget on = operation.on();
        String text = operation.to();
        return List.of(
                switch (on.kind()) {
                    case COLUMN, ATTRIBUTE -> CommentStatements.onColumn(on.object(), part(on), text);
                    case CONSTRAINT -> CommentStatements.onConstraint(on.object(), part(on), text);
                    case INDEX -> CommentStatements.onIndex(on.object(), part(on), text);
                    case COMPOSITE -> CommentStatements.on("type", quote(on.object()), text);
                    case TABLE, SEQUENCE, TYPE, DOMAIN, VIEW, MATERIALIZED_VIEW ->
                        CommentStatements.on(keyword(on.kind()), quote(on.object()), text);
                });
    }

    private static String part(CommentTarget on) {
        String part = on.part();
        if (part == null) {
            throw new MigrationException(
                    "The comment on a " + keyword(on.kind()) + " of " + on.object() + " names no " + keyword(on.kind())
                            + ".",
                    "name the " + keyword(on.kind()));
        }
        return part;
    }

    private static String keyword(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
