package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The types that an index method has no default operator class for. Only those of PostgreSQL itself that no extension of
 * it adds, and for GIN and GiST, that extension.
 */
final class OperatorClasses {

    private static final Set<String> WITHOUT_ORDER =
            Set.of("json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "xid", "cid", "aclitem");

    private static final Set<String> SCALARS = Set.of(
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "numeric",
            "boolean",
            "text",
            "character varying",
            "character",
            "uuid",
            "date",
            "timestamp without time zone",
            "timestamp with time zone");

    private OperatorClasses() {}

    static List<Refusal> of(DatabaseSchema schema, Table table, Index index) {
        List<Refusal> refusals = new ArrayList<>();
        for (Index.Key key : index.keys()) {
            if (key.column() != null && key.operatorClass() == null) {
                table.column(key.column()).ifPresent(column -> refusals.addAll(of(schema, index, column)));
            }
        }
        return refusals;
    }

    private static List<Refusal> of(DatabaseSchema schema, Index index, Column column) {
        String type = column.type() instanceof ColumnType.BuiltIn builtIn ? builtIn.name() : "";
        String method = index.method();
        boolean unordered = method.equals("btree") && WITHOUT_ORDER.contains(type);
        boolean unscanned = (method.equals("gin") || method.equals("gist"))
                && SCALARS.contains(type)
                && schema.extensions().isEmpty();
        return when(
                unordered || unscanned,
                "index " + index.name() + ": type " + column.type().display() + " of column " + column.name()
                        + " has no default operator class for " + method,
                unscanned
                        ? "create the extension btree_" + method + " first, or name an operator class"
                        : "use an expression with an order, another index method, or another type");
    }
}
