package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes an exclude constraint: {@code t.exclude("ex_booking").with("room", "=").with("during", "&&")}. */
public final class ExclusionSpec extends ConstraintSpec<ExclusionSpec> {

    private final List<Constraint.Exclusion.Element> elements = new ArrayList<>();
    private String method = "gist";
    private @Nullable String where;

    ExclusionSpec(String name) {
        super(name);
    }

    /** The index method; {@code gist} unless said otherwise. */
    public ExclusionSpec using(String indexMethod) {
        method = indexMethod;
        return this;
    }

    /** A column or expression, as SQL, and the operator that compares two rows in it. */
    public ExclusionSpec with(String expression, String operator) {
        elements.add(new Constraint.Exclusion.Element(expression, operator));
        return this;
    }

    /** Only rows for which this holds take part. */
    public ExclusionSpec where(String predicate) {
        OperationBuilder.requireUnset(where, "exclude(\"" + name + "\")", ".where(…)");
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
                elements.isEmpty() ? null : elements, "exclude(\"" + name + "\")", ".with(expression, operator)");
        return new Constraint.Exclusion(name, method, elements, where, deferral, comment);
    }
}
