package com.levymaster.migrate.schema;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What depends on the tables, views, sequences and types of a database, and would be refused by the server, or dropped with them.
 *
 * @param restrictions what the server would refuse because of objects that are not among these
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-depend.html">PostgreSQL: pg_depend</a>
 */
public record Dependencies(List<Dependency> all, List<Restriction> restrictions) {

    /** No dependencies, as without a database. */
    public static final Dependencies NONE = new Dependencies(List.of(), List.of());

    public Dependencies {
        all = List.copyOf(all);
        restrictions = List.copyOf(restrictions);
    }

    /** Kinds of dependent objects. All but views, routines, publications and others are parts of a table or view. */
    public enum Kind {
        VIEW,
        RULE,
        TRIGGER,
        POLICY,
        DEFAULT,
        FOREIGN_KEY,
        CHECK,
        /** A cast between an enum type and {@code varchar}, as Hibernate creates it. */
        CAST,
        /** A column of a table, or an attribute of a composite type. */
        COLUMN,
        /** A table that inherits. */
        CHILD,
        DOMAIN,
        /** A function or procedure, by its arguments, its result or its body. */
        ROUTINE,
        /** A table of a publication, as a whole, and the columns of its list and of its row filter. */
        PUBLICATION,
        /** Extended statistics, which are dropped with any of their columns. */
        STATISTICS,
        OTHER
    }

    /**
     * One object that depends on another one.
     *
     * @param on the table, view, sequence or type
     * @param column the column of it; {@code null} for the object as a whole
     * @param holder the dependent view, or the table or view of which the dependent object is a part; {@code null} if none
     * @param object the name of a rule, trigger, policy, routine or publication; {@code null} for others
     * @param description as PostgreSQL describes the dependent object
     * @param drop the statement that drops a rule, trigger or policy; {@code null} for others
     * @param create the statement that creates it again; {@code null} if it cannot be created as it is
     */
    public record Dependency(
            ObjectName on,
            @Nullable String column,
            Kind kind,
            @Nullable ObjectName holder,
            @Nullable ObjectName object,
            String description,
            @Nullable String drop,
            @Nullable String create) {

        /** Whether it depends on the column. */
        public boolean isOn(ObjectName relation, String name) {
            return on.equals(relation) && name.equals(column);
        }

        /** Returns a copy for a column that has another name. */
        public Dependency withColumn(String name) {
            return new Dependency(on, name, kind, holder, object, description, drop, create);
        }

        /** Returns a copy for objects that have other names. */
        public Dependency withNames(UnaryOperator<ObjectName> change) {
            return new Dependency(
                    change.apply(on),
                    column,
                    kind,
                    holder == null ? null : change.apply(holder),
                    kind == Kind.ROUTINE && object != null ? change.apply(object) : object,
                    description,
                    drop,
                    create);
        }
    }

    /** What depends on the object or any of its columns, other than the object itself. */
    public List<Dependency> of(ObjectName on) {
        return all.stream()
                .filter(d -> d.on().equals(on) && !on.equals(d.holder()))
                .toList();
    }

    /** What depends on the column. */
    public List<Dependency> of(ObjectName on, String column) {
        return all.stream()
                .filter(d -> d.on().equals(on) && Objects.equals(d.column(), column))
                .toList();
    }

    /** The restrictions of a kind on an object. */
    public List<Restriction> restrictions(Restriction.Kind kind, ObjectName on) {
        return restrictions.stream()
                .filter(restriction ->
                        restriction.kind() == kind && restriction.on().equals(on))
                .toList();
    }
}
