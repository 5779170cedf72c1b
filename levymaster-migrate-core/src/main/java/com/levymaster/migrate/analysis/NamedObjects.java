package com.levymaster.migrate.analysis;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.AffectedObject.ObjectKind;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.ReferencedNames;
import com.levymaster.migrate.sql.SqlStatements;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operation changes: of raw SQL, the object that a statement of definition names, without its schema. */
final class NamedObjects {

    private static final Pattern ADDED_COLUMN = Pattern.compile("alter table [^,]* add (?:column )?(?:if not exists )?"
            + "(?!constraint |primary |unique |foreign |check |exclude |index )(\\S+) [^,]*");
    private static final Pattern ON_TABLE = Pattern.compile("create (unique )?(index|trigger|policy|rule)\\b.*");

    private NamedObjects() {}

    static Optional<AffectedObject> of(Operation operation) {
        return operation instanceof ExecuteSql sql ? ofSql(sql.sql()) : AffectedObject.of(operation);
    }

    private static Optional<AffectedObject> ofSql(String sql) {
        String plain = SqlStatements.plain(sql);
        if (!plain.matches("(create|alter|drop) .*")) {
            return Optional.empty();
        }
        List<String> names = List.copyOf(ReferencedNames.of(sql));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        boolean onTable = ON_TABLE.matcher(plain).matches() && names.size() > 1;
        ObjectName object = ObjectName.of(names.get(onTable ? 1 : 0));
        Matcher column = ADDED_COLUMN.matcher(plain);
        return Optional.of(
                onTable
                        ? new AffectedObject(ObjectKind.INDEX, object, names.get(0))
                        : column.matches()
                                ? new AffectedObject(ObjectKind.COLUMN, object, column.group(1))
                                : new AffectedObject(ObjectKind.TABLE, object, null));
    }

    /** Whether raw SQL adds a part to a table, and changes nothing else of it. */
    static boolean addsPart(Operation operation) {
        return operation instanceof ExecuteSql sql
                && !SqlStatements.plain(sql.sql()).startsWith("drop ")
                && ofSql(sql.sql()).map(affected -> affected.part() != null).orElse(false);
    }
}
