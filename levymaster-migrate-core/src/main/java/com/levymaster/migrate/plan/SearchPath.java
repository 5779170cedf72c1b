package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Steps that set the search path: what names without a schema mean after them is not known until they have run. */
public final class SearchPath {

    private static final Pattern SETTING = Pattern.compile("(?i)\\bsearch_path\\b");

    private SearchPath() {}

    /** Whether one of the steps may set the search path. */
    public static boolean isSetBy(List<Operation> steps) {
        return OperationList.leaves(steps)
                .anyMatch(step -> step instanceof SetLocal local
                                && SETTING.matcher(local.setting()).matches()
                        || step instanceof ExecuteSql sql
                                && SETTING.matcher(sql.sql()).find());
    }

    /** Whether the step applies to an object that it names without a schema. */
    static boolean decidesAbout(Operation step) {
        return OperationList.leaves(List.of(step))
                .anyMatch(leaf ->
                        object(leaf).filter(name -> name.schema() == null).isPresent());
    }

    private static Optional<ObjectName> object(Operation step) {
        if (step instanceof GrantPrivileges grant) {
            return grant.kind() == GrantableKind.SCHEMA ? Optional.empty() : Optional.of(grant.on());
        }
        if (step instanceof RevokePrivileges revoke) {
            return revoke.kind() == GrantableKind.SCHEMA ? Optional.empty() : Optional.of(revoke.on());
        }
        return AffectedObject.of(step)
                .filter(affected -> affected.kind() != AffectedObject.ObjectKind.SCHEMA
                        && affected.kind() != AffectedObject.ObjectKind.EXTENSION)
                .map(AffectedObject::object);
    }

    /** The schema without the objects that have no schema in their name. */
    static DatabaseSchema qualified(DatabaseSchema schema) {
        return schema.withTables(qualified(schema.tables()))
                .withSequences(qualified(schema.sequences()))
                .withEnums(qualified(schema.enums()))
                .withDomains(qualified(schema.domains()))
                .withComposites(qualified(schema.composites()))
                .withViews(qualified(schema.views()));
    }

    private static <T> Map<ObjectName, T> qualified(Map<ObjectName, T> objects) {
        Map<ObjectName, T> qualified = new TreeMap<>(objects);
        qualified.keySet().removeIf(name -> name.schema() == null);
        return qualified;
    }
}
