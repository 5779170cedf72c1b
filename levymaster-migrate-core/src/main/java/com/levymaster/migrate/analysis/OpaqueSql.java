package com.levymaster.migrate.analysis;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds steps of raw SQL that may define objects of a comparison; the revisions alone do not show what they define. */
final class OpaqueSql {

    private static final Pattern DEFINES = Pattern.compile(
            "(?is)\\b(create|alter|drop)\\s+((or\\s+replace|unlogged|temp|temporary|foreign|unique|global|local)\\s+)*"
                    + "(table|index|sequence|type|domain|schema)\\b|^\\s*do\\b|\\bselect\\b.*\\binto\\b|^\\s*call\\b");

    private OpaqueSql() {}

    /** The first step of raw SQL that may define objects. */
    static Optional<Operation> first(List<Operation> operations) {
        return OperationList.leaves(operations).filter(OpaqueSql::defines).findFirst();
    }

    static boolean defines(Operation operation) {
        return operation instanceof ExecuteSql sql && DEFINES.matcher(sql.sql()).find();
    }

    static void refuse(Map<RevisionHeader, List<Operation>> recorded) {
        List<String> found = new ArrayList<>();
        recorded.forEach((revision, operations) -> OperationList.leaves(operations)
                .filter(OpaqueSql::defines)
                .forEach(o -> found.add(System.lineSeparator() + "  " + revision.title() + ": " + o.describe())));
        if (!found.isEmpty()) {
            throw new MigrationException(
                    "Without a database, it is not known what these steps of raw SQL define:" + String.join("", found),
                    "use typed operations of `op`, or run them on a temporary scratch database: use"
                            + " --scratch-url jdbc:postgresql://localhost:5432/postgres, or set"
                            + " levymaster.migrate.autogenerate.scratch.url.");
        }
    }
}
