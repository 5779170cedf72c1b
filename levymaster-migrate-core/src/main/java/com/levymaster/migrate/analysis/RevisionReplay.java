package com.levymaster.migrate.analysis;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells from the revisions alone what a database holds. What raw SQL and Java did in them is not seen. */
public final class RevisionReplay {

    private final RevisionDefinitions revisions;
    private final RunArguments arguments;

    public RevisionReplay(RevisionDefinitions revisions, RunArguments arguments) {
        this.revisions = revisions;
        this.arguments = arguments;
    }

    /** What a database holds that has these revisions, and nothing else. */
    public DatabaseSchema schema(Collection<String> applied) {
        DatabaseSchema schema = empty();
        for (List<Operation> said : recorded(applied).values()) {
            schema = OperationList.apply(said, schema);
        }
        return schema;
    }

    /**
     * What a database holds that has all revisions.
     *
     * @throws com.levymaster.migrate.error.MigrationException when steps of raw SQL may define something
     */
    public DatabaseSchema complete() {
        List<String> all =
                revisions.graph().headers().stream().map(RevisionHeader::id).toList();
        OpaqueSql.refuse(recorded(all));
        return schema(all);
    }

    /** What the upgrades of these revisions say, in the order in which they run. */
    Map<RevisionHeader, List<Operation>> recorded(Collection<String> ids) {
        Map<RevisionHeader, List<Operation>> recorded = new LinkedHashMap<>();
        List<Operation> said = new ArrayList<>();
        for (RevisionHeader header : revisions.graph().headers()) {
            if (ids.contains(header.id())) {
                Recording recording = Recording.of(
                        revisions.definition(header),
                        Direction.UPGRADE,
                        () -> OperationList.apply(said, empty()),
                        arguments);
                recorded.put(header, recording.operations());
                said.addAll(recording.operations());
            }
        }
        return recorded;
    }

    private static DatabaseSchema empty() {
        return DatabaseSchema.empty("public");
    }
}
