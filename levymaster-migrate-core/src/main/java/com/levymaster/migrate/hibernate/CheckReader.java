package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.internal.StandardTableExporter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;

/**
 * The check constraints of a table. Hibernate joins the nameless checks of a column into one; their order changes from
 * start to start, so they are sorted here.
 */
final class CheckReader {

    private final ColumnReader columns;
    private final ComponentChecks components;
    private final NamingConvention naming;

    CheckReader(ColumnReader columns, Dialect dialect, NamingConvention naming) {
        this.columns = columns;
        this.components = new ComponentChecks(dialect);
        this.naming = naming;
    }

    void read(Table table, TableBuilder draft) {
        for (Column column : table.getColumns()) {
            List<String> nameless = new ArrayList<>(columns.text(column).checks());
            for (CheckConstraint check : column.getCheckConstraints()) {
                if (check.isAnonymous()) {
                    nameless.add(check.getConstraint());
                } else {
                    named(check, draft);
                }
            }
            nameless(IdentifierFolding.column(column), nameless, draft);
            if (column instanceof AggregateColumn aggregate) {
                components.of(aggregate).forEach(sql -> unnamed(sql, false, draft));
            }
        }
        for (CheckConstraint check : table.getChecks()) {
            if (check.isNamed()) {
                named(check, draft);
            } else {
                unnamed(check.getConstraint(), noInherit(check), draft);
            }
        }
    }

    private void nameless(String column, List<String> expressions, TableBuilder draft) {
        List<String> sorted = expressions.stream().distinct().sorted().toList();
        if (!sorted.isEmpty()) {
            String expression = sorted.size() == 1
                    ? sorted.get(0)
                    : sorted.stream().map(e -> "(" + e + ")").collect(Collectors.joining(" and "));
            String name = naming.checkName(draft.name().name(), List.of(column));
            draft.byConvention(name, free -> Constraint.Check.of(free, expression));
        }
    }

    /** A nameless check of the table itself is named after the columns that it speaks of. */
    private void unnamed(String expression, boolean noInherit, TableBuilder draft) {
        Set<String> words = SqlTokens.flat(expression).tokens().stream()
                .map(word -> IdentifierFolding.folded(word.text()))
                .collect(Collectors.toSet());
        List<String> mentioned = draft.columnNames().filter(words::contains).toList();
        draft.byConvention(
                naming.checkName(draft.name().name(), mentioned),
                free -> new Constraint.Check(free, expression, true, noInherit, null));
    }

    private static void named(CheckConstraint check, TableBuilder draft) {
        String name = IdentifierFolding.folded(check.getName());
        boolean validated = !OptionsParser.of(check.getOptions()).has("not", "valid");
        draft.stated(new Constraint.Check(name, check.getConstraint(), validated, noInherit(check), null));
    }

    private static boolean noInherit(CheckConstraint check) {
        return OptionsParser.of(check.getOptions()).has("no", "inherit");
    }

    /** Lets Hibernate itself write the checks of a component that is kept in one JSON or composite column. */
    private static final class ComponentChecks extends StandardTableExporter {

        private static final Set<Integer> ARRAYS = Set.of(
                SqlTypes.STRUCT_ARRAY, SqlTypes.STRUCT_TABLE, SqlTypes.JSON_ARRAY, SqlTypes.XML_ARRAY, SqlTypes.ARRAY);

        ComponentChecks(Dialect dialect) {
            super(dialect);
        }

        List<String> of(AggregateColumn column) {
            StringBuilder clause = new StringBuilder();
            if (!isArray(column)) {
                applyAggregateColumnCheck(clause, column);
            }
            return SqlTokens.of(clause.toString()).tokens().stream()
                    .filter(SqlTokens.Token::isGroup)
                    .map(SqlTokens.Token::inner)
                    .toList();
        }

        private static boolean isArray(AggregateColumn column) {
            JdbcType type = ((BasicValue) column.getValue()).getResolution().getJdbcType();
            return ARRAYS.contains(type.getDefaultSqlTypeCode());
        }
    }
}
