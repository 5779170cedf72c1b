package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes a domain; nullable and without a default unless stated: {@code op.types().createDomain("percent",
 * integer(), d -> d.check("percent_range", "value <= 100"))}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createdomain.html">PostgreSQL: CREATE DOMAIN</a>
 */
public final class DomainSpec {

    private final Map<String, String> checks = new TreeMap<>();
    private boolean nullable = true;
    private @Nullable DefaultValue defaultValue;
    private @Nullable String comment;

    DomainSpec() {}

    /** Forbids nulls: {@code create domain d as type not null}. */
    public DomainSpec notNull() {
        nullable = false;
        return this;
    }

    /**
     * Sets the default of columns of the domain to a Java value, of a type that {@link ColumnSpec#defaultValue} takes.
     */
    public DomainSpec defaultValue(Object value) {
        defaultValue = DefaultValues.of(value);
        return this;
    }

    /** Sets the default of columns of the domain to an SQL expression: {@code default current_date}. */
    public DomainSpec defaultSql(String expression) {
        defaultValue = new DefaultValue.Expression(expression);
        return this;
    }

    /**
     * Adds a check over {@code value}: {@code constraint percent_range check (value <= 100)}.
     *
     * @throws MigrationException if a check of this name was added before
     */
    public DomainSpec check(String name, String sql) {
        if (checks.put(name, sql) != null) {
            throw new MigrationException("The domain has two checks named " + name, "give each check a distinct name");
        }
        return this;
    }

    /** Sets the comment: {@code comment on domain d is '…'}. An empty text is refused. */
    public DomainSpec comment(String text) {
        comment = text;
        return this;
    }

    static Domain domain(ObjectName name, ColumnType type, Consumer<DomainSpec> body) {
        DomainSpec spec = new DomainSpec();
        body.accept(spec);
        return new Domain(name, type, spec.nullable, spec.defaultValue, spec.checks, spec.comment);
    }
}
