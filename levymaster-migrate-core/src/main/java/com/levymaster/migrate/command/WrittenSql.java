package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * SQL that an application has written itself.
 *
 * @param source of which revision, repeatable or callback, for messages
 */
public record WrittenSql(String source, String sql) {

    /** That of a body that needs the database to be recorded is not known. */
    static List<WrittenSql> of(RevisionDefinitions revisions, RunArguments arguments) {
        Set<WrittenSql> found = new LinkedHashSet<>();
        List<RevisionDefinition> all =
                new ArrayList<>(revisions.definitions(revisions.graph().headers()));
        revisions.repeatables().all().stream().map(Repeatable::definition).forEach(all::add);
        for (RevisionDefinition definition : all) {
            for (Direction direction : Direction.values()) {
                recorded(definition, direction, arguments)
                        .forEach(sql ->
                                found.add(new WrittenSql(definition.header().kindAndTitle(), sql)));
            }
        }
        for (Point point : Point.values()) {
            revisions
                    .callbacks()
                    .at(point)
                    .forEach(callback -> found.add(new WrittenSql("Callback " + callback.source(), callback.sql())));
        }
        return List.copyOf(found);
    }

    /** What cannot be recorded fails where it runs, and says why. */
    private static List<String> recorded(RevisionDefinition definition, Direction direction, RunArguments arguments) {
        try {
            return OperationList.leaves(
                            Recording.of(definition, direction, () -> DatabaseSchema.empty("public"), arguments)
                                    .operations())
                    .filter(ExecuteSql.class::isInstance)
                    .map(leaf -> ((ExecuteSql) leaf).sql())
                    .toList();
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }
}
