package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Constraint;
import org.jspecify.annotations.Nullable;

/**
 * Describes a check constraint: {@code t.check("ck_levy_rate_positive").that("levy_rate >= 0")}. It cannot be
 * deferrable.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html">PostgreSQL: check constraints</a>
 */
public final class CheckSpec extends ConstraintSpec<CheckSpec> {

    private @Nullable String expression;
    private boolean validated = true;
    private boolean noInherit;
    private boolean notEnforced;

    CheckSpec(String name) {
        super(name);
    }

    /** The SQL condition, true or null for each row: {@code check (levy_rate >= 0)}. Required, once. */
    public CheckSpec that(String sql) {
        OperationBuilder.requireUnset(expression, "check(\"" + name + "\")", ".that(…)");
        expression = sql;
        return this;
    }

    /**
     * Does not check existing rows: {@code check (…) not valid}. {@link AlterTableSpec#validateConstraint} checks them
     * later, without blocking writes.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: NOT VALID</a>
     */
    public CheckSpec notValid() {
        validated = false;
        return this;
    }

    /**
     * Documents the check without checking any row: {@code check (…) not enforced}. Needs PostgreSQL 18.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: NOT ENFORCED</a>
     */
    public CheckSpec notEnforced() {
        notEnforced = true;
        validated = false;
        return this;
    }

    /** Does not apply the check to child tables: {@code check (…) no inherit}. */
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
                    "Check " + name + " is deferrable, but PostgreSQL has no deferrable check constraints",
                    "remove .deferrable() or .initiallyDeferred()");
        }
        String that = OperationBuilder.require(expression, "check(\"" + name + "\")", ".that(expression)");
        return new Constraint.Check(name, that, validated, noInherit, notEnforced, comment);
    }
}
