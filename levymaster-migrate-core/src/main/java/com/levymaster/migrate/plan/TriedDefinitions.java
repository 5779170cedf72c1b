package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies, triggers and extended statistics, as they are tried on the copy of their table. */
final class TriedDefinitions {

    private static final ObjectName STATISTICS = ObjectName.of("pg_temp", "levymaster_trial_statistics");

    private TriedDefinitions() {}

    /** The creation on the copy; {@code null} if nothing of a table is created. */
    static @Nullable ChangeDefinition onCopy(ChangeDefinition change) {
        String definition = change.to();
        DefinedObject object = change.object();
        if (definition == null) {
            return null;
        }
        return switch (object.kind()) {
            case POLICY -> created(object, object.name(), definition);
            case TRIGGER -> onCopy(object, object.name(), definition);
            case STATISTICS -> onCopy(object, STATISTICS, definition);
            case FUNCTION, PROCEDURE, PUBLICATION, RANGE_TYPE -> null;
        };
    }

    private static @Nullable ChangeDefinition onCopy(DefinedObject object, ObjectName name, String definition) {
        Span span = Span.in(object.kind(), definition);
        return span == null
                ? null
                : created(
                        object,
                        name,
                        definition.substring(0, span.start()) + TrialCopy.NAME + definition.substring(span.end()));
    }

    private static ChangeDefinition created(DefinedObject object, ObjectName name, String definition) {
        return new ChangeDefinition(
                new DefinedObject(
                        object.kind(), name, object.arguments(), object.table() == null ? null : TrialCopy.NAME),
                Previous.of(null),
                definition);
    }

    /** The table that the definition is of; {@code null} if it is of none, or dropped. */
    static @Nullable ObjectName table(ChangeDefinition change) {
        if (change.object().kind().isOnTable()) {
            return change.object().table();
        }
        Span span = change.to() == null || change.object().kind() != DefinedKind.STATISTICS
                ? null
                : Span.in(DefinedKind.STATISTICS, change.to());
        return span == null ? null : span.name();
    }

    /** Where a definition names its table. */
    private record Span(int start, int end, ObjectName name) {

        /** The name after the first {@code on} of a trigger, and after the last {@code from} of statistics. */
        static @Nullable Span in(DefinedKind kind, String definition) {
            List<Token> tokens = SqlTokens.of(definition).tokens();
            boolean last = kind == DefinedKind.STATISTICS;
            Span found = null;
            for (int i = 0; i + 1 < tokens.size() && (last || found == null); i++) {
                if (tokens.get(i).is(last ? "from" : "on")) {
                    found = of(tokens, i + 1);
                }
            }
            return found;
        }

        private static @Nullable Span of(List<Token> tokens, int at) {
            Token first = tokens.get(at);
            if (first.identifier().isEmpty()) {
                return null;
            }
            boolean qualified = at + 2 < tokens.size() && tokens.get(at + 1).is(".");
            Token last = qualified ? tokens.get(at + 2) : first;
            return new Span(
                    first.start(),
                    last.end(),
                    qualified
                            ? ObjectName.of(first.identifier(), last.identifier())
                            : ObjectName.of(first.identifier()));
        }
    }
}
