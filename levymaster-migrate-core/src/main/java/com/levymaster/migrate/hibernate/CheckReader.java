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
 * Reads the check constraints of a table. As Hibernate does, joins the unnamed checks of a column into one; sorts them, because
 * their order differs between starts.
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

    void read(Table table, TableBuilder builder) {
        for (Column column : table.getColumns()) {
            List<String> unnamed = new ArrayList<>(columns.definition(column).checks());
            for (CheckConstraint check : column.getCheckConstraints()) {
                if (check.isAnonymous()) {
                    unnamed.add(check.getConstraint());
                } else {
                    addNamedCheck(check, builder);
                }
            }
            addColumnCheck(IdentifierFolding.column(column), unnamed, builder);
            if (column instanceof AggregateColumn aggregate) {
                components.of(aggregate).forEach(sql -> addTableCheck(sql, false, builder));
            }
        }
        for (CheckConstraint check : table.getChecks()) {
            if (check.isNamed()) {
                addNamedCheck(check, builder);
            } else {
                addTableCheck(check.getConstraint(), noInherit(check), builder);
            }
        }
    }

    private void addColumnCheck(String column, List<String> expressions, TableBuilder builder) {
        List<String> sorted = expressions.stream().distinct().sorted().toList();
        if (!sorted.isEmpty()) {
            String expression = sorted.size() == 1
                    ? sorted.get(0)
                    : sorted.stream().map(e -> "(" + e + ")").collect(Collectors.joining(" and "));
            String name = naming.checkName(builder.name().name(), List.of(column));
            builder.addByConvention(name, free -> Constraint.Check.of(free, expression));
        }
    }

    /** Adds an unnamed check of the table, named after the columns that it mentions. */
    private void addTableCheck(String expression, boolean noInherit, TableBuilder builder) {
        Set<String> identifiers = SqlTokens.flat(expression).tokens().stream()
                .map(token -> IdentifierFolding.fold(token.text()))
                .collect(Collectors.toSet());
        List<String> mentioned =
                builder.columnNames().filter(identifiers::contains).toList();
        builder.addByConvention(
                naming.checkName(builder.name().name(), mentioned),
                free -> new Constraint.Check(free, expression, true, noInherit, false, null));
    }

    private static void addNamedCheck(CheckConstraint check, TableBuilder builder) {
        String name = IdentifierFolding.fold(check.getName());
        boolean validated = !OptionsParser.of(check.getOptions()).has("not", "valid");
        builder.addExplicit(
                new Constraint.Check(name, check.getConstraint(), validated, noInherit(check), false, null));
    }

    private static boolean noInherit(CheckConstraint check) {
        return OptionsParser.of(check.getOptions()).has("no", "inherit");
    }

    /** Uses Hibernate's exporter to get the checks of a component stored in a single JSON or composite column. */
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
