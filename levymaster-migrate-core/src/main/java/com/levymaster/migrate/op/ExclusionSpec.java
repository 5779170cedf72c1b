package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exclusion constraint: {@code t.exclusion("ex_booking").with("room", "=").with("during", "&&")}. At least
 * one element is required.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html">PostgreSQL: exclusion constraints</a>
 */
public final class ExclusionSpec extends ConstraintSpec<ExclusionSpec> {

    private final List<Constraint.Exclusion.Element> elements = new ArrayList<>();
    private String method = "gist";
    private @Nullable String where;

    ExclusionSpec(String name) {
        super(name);
    }

    /**
     * Sets the index method: {@code exclude using gist (…)}. The default is {@code gist}; {@code gin} and {@code brin}
     * are refused.
     */
    public ExclusionSpec using(String indexMethod) {
        method = indexMethod;
        return this;
    }

    /**
     * Adds an element: no two rows may match in all elements, {@code exclude using gist (during with &&)}.
     *
     * @param expression a column or an SQL expression
     * @param operator the operator that compares two rows
     */
    public ExclusionSpec with(String expression, String operator) {
        elements.add(new Constraint.Exclusion.Element(expression, operator));
        return this;
    }

    /** Restricts the constraint to rows that satisfy an SQL condition: {@code where (closed is null)}. */
    public ExclusionSpec where(String predicate) {
        OperationBuilder.requireUnset(where, "exclusion(\"" + name + "\")", ".where(…)");
        where = predicate;
        return this;
    }

    @Override
    ExclusionSpec self() {
        return this;
    }

    @Override
    Constraint constraint() {
        OperationBuilder.require(
                elements.isEmpty() ? null : elements, "exclusion(\"" + name + "\")", ".with(expression, operator)");
        return new Constraint.Exclusion(name, method, elements, where, deferral, comment);
    }
}
