package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.ViewReferences;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What uses a type, or arrays of it. */
public record TypeUses(DatabaseSchema schema, ObjectName type) {

    List<String> all() {
        List<String> uses = new ArrayList<>(columns());
        composites().forEach(attribute -> uses.add("attribute " + attribute));
        domains().forEach(domain -> uses.add("domain " + domain));
        return uses;
    }

    List<String> domains() {
        return based().map(domain -> domain.name().toString()).toList();
    }

    /** Whether a dependent of the type, as PostgreSQL describes it, is a check of a domain over it, and goes with that. */
    boolean isOfDomain(String description) {
        return based().anyMatch(domain ->
                domain.checks().keySet().stream().anyMatch(check -> description.equals("constraint " + check)));
    }

    private Stream<Domain> based() {
        return schema.domains().values().stream().filter(domain -> isOfType(domain.type()));
    }

    List<String> columns() {
        return columns(column -> isOfType(column.type()));
    }

    /** The columns with values of the type within arrays or composite values. */
    List<String> contained() {
        return columns(column -> isIn(column.type()) && !isDirect(column.type()));
    }

    /** The columns with values of the type, themselves or within others. */
    public List<String> stored() {
        return columns(column -> isIn(column.type()));
    }

    /** Whether values of the other type are or contain values of this one. */
    public boolean isIn(ColumnType other) {
        if (isOfType(other)) {
            return true;
        }
        if (other instanceof ColumnType.Array array) {
            return isIn(array.element());
        }
        if (!(other instanceof ColumnType.UserDefined user)) {
            return false;
        }
        Domain domain = schema.domains().get(schema.resolve(user.name()));
        CompositeType composite = schema.composites().get(schema.resolve(user.name()));
        return domain != null && isIn(domain.type())
                || composite != null && composite.attributes().stream().anyMatch(a -> isIn(a.type()));
    }

    /** Whether the other type is this one, or a domain over it. */
    private boolean isDirect(ColumnType other) {
        if (!(other instanceof ColumnType.UserDefined user)) {
            return false;
        }
        Domain domain = schema.domains().get(schema.resolve(user.name()));
        return isOfType(other) || domain != null && isDirect(domain.type());
    }

    List<String> composites() {
        return schema.composites().values().stream()
                .flatMap(composite -> composite.attributes().stream()
                        .filter(attribute -> isOfType(attribute.type()))
                        .map(attribute -> composite.name() + "." + attribute.name()))
                .toList();
    }

    List<String> views() {
        List<String> views = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            for (Column column : table.columns()) {
                if (isOfType(column.type())) {
                    ViewReferences.of(schema, table.name(), column.name())
                            .forEach(view -> views.add(view.name().toString()));
                }
            }
        }
        return views.stream().distinct().toList();
    }

    List<String> generated() {
        List<String> generated = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            List<String> used = table.columns().stream()
                    .filter(column -> isOfType(column.type()))
                    .map(Column::name)
                    .toList();
            table.columns().stream()
                    .filter(column -> used.stream().anyMatch(name -> ColumnUses.in(column.generated(), name)))
                    .forEach(column -> generated.add(table.name() + "." + column.name()));
        }
        return generated;
    }

    /** The checks and index predicates that cast the label to the enum: {@code status <> 'B'::status}. */
    List<String> expressions(String label) {
        List<String> uses = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            table.constraints(Constraint.Check.class)
                    .filter(check -> casts(check.expression(), label))
                    .forEach(check -> uses.add("check " + check.name() + " of " + table.name()));
            table.indexes().values().stream()
                    .filter(index -> index.where() != null && casts(index.where(), label))
                    .forEach(index -> uses.add("index " + index.name() + " of " + table.name()));
        }
        return uses;
    }

    /** Whether the SQL casts the label to the enum. */
    boolean casts(String expression, String label) {
        SqlTokens tokens = SqlTokens.flat(expression);
        String literal = "'" + label.replace("'", "''") + "'";
        for (int i = 0; i + 2 < tokens.tokens().size(); i++) {
            if (tokens.at(i, literal, "::")
                    && tokens.tokens().get(i).text().equals(literal)
                    && isNamed(tokens, i + 2)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(SqlTokens tokens, int position) {
        ObjectName known = schema.resolve(type);
        boolean qualified =
                tokens.at(position + 1, ".") && position + 2 < tokens.tokens().size();
        String owner = schema.schemaOf(known);
        return qualified
                ? tokens.tokens().get(position).isIdentifier(owner)
                        && tokens.tokens().get(position + 2).isIdentifier(known.name())
                : schema.defaultName().equals(owner)
                        && tokens.tokens().get(position).isIdentifier(known.name());
    }

    List<String> partitionKeys() {
        return columns((table, column) -> PartitionKey.of(table).mentions(column.name()));
    }

    List<String> inherited() {
        return columns((table, column) -> InheritanceEffects.parents(table).stream()
                        .map(parent -> schema.tables().get(schema.resolve(parent)))
                        .filter(parent ->
                                parent != null && parent.column(column.name()).isPresent())
                        .count()
                > 1);
    }

    private List<String> columns(Predicate<Column> which) {
        return schema.tables().values().stream()
                .flatMap(table ->
                        table.columns().stream().filter(which).map(column -> table.name() + "." + column.name()))
                .toList();
    }

    private List<String> columns(BiPredicate<Table, Column> which) {
        List<String> columns = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            table.columns().stream()
                    .filter(column -> isOfType(column.type()) && which.test(table, column))
                    .forEach(column -> columns.add(table.name() + "." + column.name()));
        }
        return columns;
    }

    /** Whether the other type is this one, or an array of it. */
    boolean isOfType(ColumnType other) {
        ColumnType element = other instanceof ColumnType.Array array ? array.element() : other;
        return element instanceof ColumnType.UserDefined user
                && schema.resolve(user.name()).equals(schema.resolve(type));
    }
}
