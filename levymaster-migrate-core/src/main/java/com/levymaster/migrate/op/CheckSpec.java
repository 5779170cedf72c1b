package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Constraint;
import org.jspecify.annotations.Nullable;

/** Describes a check: {@code t.check("ck_levy_rate_positive").that("levy_rate >= 0")}. */
public final class CheckSpec extends ConstraintSpec<CheckSpec> {

    private @Nullable String expression;
    private boolean validated = true;
    private boolean noInherit;

    CheckSpec(String name) {
        super(name);
    }

    /** The SQL expression that must not be false for any row. */
    public CheckSpec that(String sql) {
        OperationBuilder.requireUnset(expression, "check(\"" + name + "\")", ".that(…)");
        expression = sql;
        return this;
    }

    /** Does not look at the rows that are there; {@code validateConstraint} does, later. */
    public CheckSpec notValid() {
        validated = false;
        return this;
    }

    /** Child tables are free of it. */
    public CheckSpec noInherit() {
        noInherit = true;
        return this;
    }

    @Override
    CheckSpec self() {
        return this;
    }

    @Override
    Constraint constraint() {
        if (deferral != Constraint.Deferral.NOT_DEFERRABLE) {
            throw new MigrationException(
                    "Check " + name + " is deferrable, which no check can be", "leave the word out");
        }
        String that = OperationBuilder.require(expression, "check(\"" + name + "\")", ".that(expression)");
        return new Constraint.Check(name, that, validated, noInherit, comment);
    }
}
