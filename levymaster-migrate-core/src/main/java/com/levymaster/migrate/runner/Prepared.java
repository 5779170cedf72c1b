package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Statement;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.script.Recording;
import java.util.List;

/** A revision that has been recorded, compiled and checked, and has not run. */
public record Prepared(Recording recording, List<Step> steps) {

    public Prepared {
        steps = List.copyOf(steps);
    }

    public RevisionHeader revision() {
        return recording.script().header();
    }

    public Direction direction() {
        return recording.direction();
    }

    /**
     * One operation and its SQL.
     *
     * @param statements as an offline script has them; a data step has a comment
     */
    public record Step(Operation operation, List<Statement> statements) {

        public Step {
            statements = List.copyOf(statements);
        }
    }
}
