package com.levymaster.migrate.analysis;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Derives the schema of a database from the revisions alone. Effects of raw SQL and Java are unknown, unless they were observed. */
public final class RevisionReplay {

    private final RevisionDefinitions revisions;
    private final RunArguments arguments;
    private final int serverVersion;
    private final Map<String, List<Operation>> observed;

    /**
     * Creates a replay that passes these arguments to the revisions.
     *
     * @param serverVersion the major version of the server whose rules apply
     */
    public RevisionReplay(RevisionDefinitions revisions, RunArguments arguments, int serverVersion) {
        this(revisions, arguments, serverVersion, Map.of());
    }

    private RevisionReplay(
            RevisionDefinitions revisions,
            RunArguments arguments,
            int serverVersion,
            Map<String, List<Operation>> observed) {
        this.revisions = revisions;
        this.arguments = arguments;
        this.serverVersion = serverVersion;
        this.observed = Map.copyOf(observed);
    }

    /** Returns a copy that knows the effects of some revisions by operations that have the same ones. */
    public RevisionReplay observing(Map<String, List<Operation>> effects) {
        return new RevisionReplay(revisions, arguments, serverVersion, effects);
    }

    /**
     * Returns the revisions whose effect on the schema is not known, with the reason: raw SQL that may define objects, or a revision
     * that cannot be recorded without its database. Those that describe what was there before are left out.
     */
    public Map<RevisionHeader, String> unknown(Collection<String> ids) {
        Map<RevisionHeader, String> unknown = new LinkedHashMap<>();
        DatabaseSchema schema = empty();
        for (RevisionHeader header : revisions.graph().headers()) {
            boolean asked = ids.contains(header.id()) && !observed.containsKey(header.id());
            if (asked && !revisions.definition(header).options().adopted()) {
                schema = examined(header, schema, unknown);
            }
        }
        return unknown;
    }

    private DatabaseSchema examined(RevisionHeader header, DatabaseSchema schema, Map<RevisionHeader, String> unknown) {
        try {
            List<Operation> operations = operations(header, schema);
            OpaqueSql.first(operations).ifPresent(step -> unknown.put(header, step.describe()));
            return OperationList.apply(operations, schema);
        } catch (RuntimeException e) {
            unknown.put(header, e instanceof MigrationException known ? known.problem() : e.toString());
            return schema;
        }
    }

    private List<Operation> operations(RevisionHeader header, DatabaseSchema before) {
        List<Operation> known = observed.get(header.id());
        return known == null
                ? Recording.of(revisions.definition(header), Direction.UPGRADE, () -> before, arguments)
                        .operations()
                : known;
    }

    /** Returns the schema of a database once it also has these revisions, as far as their operations tell. */
    public DatabaseSchema with(List<RevisionHeader> more, DatabaseSchema before) {
        DatabaseSchema schema = before;
        for (RevisionHeader header : more) {
            schema = OperationList.apply(operations(header, schema), schema);
        }
        return schema;
    }

    /** Returns the schema of a database with exactly these revisions. */
    public DatabaseSchema schema(Collection<String> applied) {
        DatabaseSchema schema = empty();
        for (List<Operation> operations : recorded(applied).values()) {
            schema = OperationList.apply(operations, schema);
        }
        return schema;
    }

    /**
     * Returns the schema of a database with all revisions.
     *
     * @throws MigrationException if steps of raw SQL may define objects
     */
    public DatabaseSchema complete() {
        List<String> all =
                revisions.graph().headers().stream().map(RevisionHeader::id).toList();
        OpaqueSql.refuse(recorded(all));
        return schema(all);
    }

    /**
     * Returns the part of a schema that typed operations of these revisions made, without the revisions that are {@link #unknown};
     * what an adopted one describes was there before.
     *
     * @param actual the schema of the database; tables that the revisions only alter are those of it
     */
    public DatabaseSchema made(Collection<String> applied, DatabaseSchema actual) {
        DatabaseSchema schema = DatabaseSchema.empty(actual.defaultName()).withServerVersion(actual.serverVersion());
        for (ObjectName table : actual.tables().keySet()) {
            schema = schema.with(Table.of(table, List.of()));
        }
        for (RevisionHeader header : revisions.graph().headers()) {
            if (applied.contains(header.id())
                    && !revisions.definition(header).options().adopted()) {
                schema = withUpgrade(header, schema);
            }
        }
        return schema;
    }

    private DatabaseSchema withUpgrade(RevisionHeader header, DatabaseSchema schema) {
        try {
            return OperationList.apply(withoutRecreated(operations(header, schema), schema), schema);
        } catch (RuntimeException e) {
            // Named by unknown().
            return schema;
        }
    }

    /** Without what no revision made, and this one only drops and creates again as it was. */
    private static List<Operation> withoutRecreated(List<Operation> operations, DatabaseSchema made) {
        List<Operation> remaining = new ArrayList<>();
        Set<Operation> former = new HashSet<>();
        for (Operation operation : operations) {
            boolean drops = operation instanceof DropColumn
                    || operation instanceof DropIndex
                    || operation instanceof DropConstraint;
            if (drops && operation.applyTo(made).equals(made)) {
                inverse(operation).ifPresent(former::add);
            }
            if (!former.contains(operation)) {
                remaining.add(operation);
            }
        }
        return remaining;
    }

    /** Empty if the operation does not say what there was. */
    private static Optional<Operation> inverse(Operation drop) {
        try {
            return Optional.of(drop.inverse());
        } catch (IrreversibleException e) {
            return Optional.empty();
        }
    }

    /** Returns the recorded upgrades of these revisions, in the order in which they run. */
    Map<RevisionHeader, List<Operation>> recorded(Collection<String> ids) {
        Map<RevisionHeader, List<Operation>> recorded = new LinkedHashMap<>();
        List<Operation> operations = new ArrayList<>();
        for (RevisionHeader header : revisions.graph().headers()) {
            if (ids.contains(header.id())) {
                List<Operation> own = observed.get(header.id());
                if (own == null) {
                    own = Recording.of(
                                    revisions.definition(header),
                                    Direction.UPGRADE,
                                    () -> OperationList.apply(operations, empty()),
                                    arguments)
                            .operations();
                }
                recorded.put(header, own);
                operations.addAll(own);
            }
        }
        return recorded;
    }

    private DatabaseSchema empty() {
        return DatabaseSchema.empty("public").withServerVersion(serverVersion);
    }
}
