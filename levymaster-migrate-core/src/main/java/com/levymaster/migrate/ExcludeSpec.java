package com.levymaster.migrate;

import com.levymaster.migrate.schema.Constraint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes an exclude constraint: {@code t.exclude("ex_booking").with("room", "=").with("during", "&&")}. */
public final class ExcludeSpec extends ConstraintSpec<ExcludeSpec> {

    private final List<Constraint.Exclude.Element> elements = new ArrayList<>();
    private String method = "gist";
    private @Nullable String where;

    ExcludeSpec(String name) {
        super(name);
    }

    /** The index method; {@code gist} unless said otherwise. */
    public ExcludeSpec using(String indexMethod) {
        method = indexMethod;
        return this;
    }

    /** A column or expression, as SQL, and the operator that compares two rows in it. */
    public ExcludeSpec with(String expression, String operator) {
        elements.add(new Constraint.Exclude.Element(expression, operator));
        return this;
    }

    /** Only rows for which this holds take part. */
    public ExcludeSpec where(String predicate) {
        Sentence.once(where, "exclude(\"" + name + "\")", ".where(…)");
        where = predicate;
        return this;
    }

    @Override
    ExcludeSpec self() {
        return this;
    }

    @Override
    Constraint constraint() {
        Sentence.said(elements.isEmpty() ? null : elements, "exclude(\"" + name + "\")", ".with(expression, operator)");
        return new Constraint.Exclude(name, method, elements, where, deferral, comment);
    }
}
