package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The types that an index method has no default operator class for. Types that an extension may add one for are not refused. */
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

    private static final String ENUM = "enum";

    private static final String COMPOSITE = "composite";

    private static final String ARRAY = "array";

    private static final Set<String> RANGES =
            Set.of("int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange");

    private static final Set<String> WITHOUT_DISTANCE = Set.of("json", "jsonb", ARRAY, COMPOSITE);

    private static final Set<String> WITHOUT_SUMMARY = Set.of("boolean", "json", "jsonb", ARRAY, COMPOSITE);

    private OperatorClasses() {}

    static List<Refusal> of(DatabaseSchema schema, Table table, Index index) {
        List<Refusal> refusals = new ArrayList<>();
        for (Index.Key key : index.keys()) {
            if (key.column() != null && key.operatorClass() == null) {
                table.column(key.column())
                        .ifPresent(
                                column -> refusals.addAll(of(schema, "index " + index.name(), index.method(), column)));
            }
        }
        return refusals;
    }

    /** An element that is no column has a type that is not known. */
    static List<Refusal> of(DatabaseSchema schema, Table table, String label, Constraint.Exclusion exclusion) {
        List<Refusal> refusals = new ArrayList<>();
        for (Constraint.Exclusion.Element element : exclusion.elements()) {
            List<Token> tokens = SqlTokens.flat(element.expression()).tokens();
            if (tokens.size() == 1) {
                table.column(tokens.get(0).identifier())
                        .ifPresent(column -> refusals.addAll(of(schema, label, exclusion.method(), column)));
            }
        }
        return refusals;
    }

    private static List<Refusal> of(DatabaseSchema schema, String label, String method, Column column) {
        String kind = kind(schema, column.type());
        boolean scalar = SCALARS.contains(kind) || kind.equals(ENUM);
        boolean missing = switch (method) {
            case "btree" -> WITHOUT_ORDER.contains(kind);
            case "gin" -> isCore(schema) && (scalar || RANGES.contains(kind) || kind.equals(COMPOSITE));
            case "gist" -> isCore(schema) && (scalar || WITHOUT_DISTANCE.contains(kind));
            case "brin" -> isCore(schema) && (kind.equals(ENUM) || WITHOUT_SUMMARY.contains(kind));
            default -> false;
        };
        return when(
                missing,
                label + ": type " + column.type().display() + " of column " + column.name()
                        + " has no default operator class for " + method,
                scalar && !method.equals("brin") && !method.equals("btree")
                        ? "create the extension btree_" + method + " first, or name an operator class"
                        : "use an expression with an order, another index method, or another type");
    }

    /** Extensions add default operator classes. */
    private static boolean isCore(DatabaseSchema schema) {
        return schema.extensions().isEmpty();
    }

    /** What decides on the operator class: of a domain that of its type. */
    private static String kind(DatabaseSchema schema, ColumnType type) {
        if (type instanceof ColumnType.Array) {
            return ARRAY;
        }
        if (type instanceof ColumnType.BuiltIn builtIn) {
            return builtIn.name();
        }
        if (!(type instanceof ColumnType.UserDefined user)) {
            return "";
        }
        ObjectName name = schema.resolve(user.name());
        Domain domain = schema.domains().get(name);
        if (domain != null) {
            return kind(schema, domain.type());
        }
        String enumeration = schema.enums().containsKey(name) ? ENUM : "";
        return schema.composites().containsKey(name) ? COMPOSITE : enumeration;
    }
}
