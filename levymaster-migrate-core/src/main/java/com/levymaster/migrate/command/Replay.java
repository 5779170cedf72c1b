package com.levymaster.migrate.command;

import com.levymaster.migrate.operation.Flow;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.script.Arguments;
import com.levymaster.migrate.script.Recording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells from the revisions alone what a database holds. What raw SQL and Java did in them is not seen. */
final class Replay {

    private final Revisions revisions;
    private final Arguments arguments;

    Replay(Revisions revisions, Arguments arguments) {
        this.revisions = revisions;
        this.arguments = arguments;
    }

    /** What a database holds that has these revisions, and nothing else. */
    Schema schema(Collection<String> applied) {
        Schema schema = empty();
        for (List<Operation> said : recorded(applied).values()) {
            schema = Flow.apply(said, schema);
        }
        return schema;
    }

    /**
     * What a database holds that has all revisions.
     *
     * @throws com.levymaster.migrate.error.MigrateException when steps of raw SQL may define something
     */
    Schema complete() {
        List<String> all =
                revisions.graph().headers().stream().map(RevisionHeader::id).toList();
        HiddenDefinitions.refuse(recorded(all));
        return schema(all);
    }

    /** What the upgrades of these revisions say, in the order in which they run. */
    Map<RevisionHeader, List<Operation>> recorded(Collection<String> ids) {
        Map<RevisionHeader, List<Operation>> recorded = new LinkedHashMap<>();
        List<Operation> said = new ArrayList<>();
        for (RevisionHeader header : revisions.graph().headers()) {
            if (ids.contains(header.id())) {
                Recording recording = Recording.of(
                        revisions.script(header), Direction.UPGRADE, () -> Flow.apply(said, empty()), arguments);
                recorded.put(header, recording.operations());
                said.addAll(recording.operations());
            }
        }
        return recorded;
    }

    private static Schema empty() {
        return Schema.empty("public");
    }
}
