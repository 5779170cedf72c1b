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

/** Describes a domain: {@code op.types().createDomain("percent", integer(), d -> d.check("percent_range", "value <= 100"))}. */
public final class DomainSpec {

    private final Map<String, String> checks = new TreeMap<>();
    private boolean nullable = true;
    private @Nullable DefaultValue defaultValue;
    private @Nullable String comment;

    DomainSpec() {}

    public DomainSpec notNull() {
        nullable = false;
        return this;
    }

    /** What a column of the domain gets when an insert names no value. */
    public DomainSpec defaultValue(Object value) {
        defaultValue = DefaultValues.of(value);
        return this;
    }

    /** The same as an SQL expression. */
    public DomainSpec defaultSql(String expression) {
        defaultValue = new DefaultValue.Expression(expression);
        return this;
    }

    /** A rule over {@code value}, as SQL. */
    public DomainSpec check(String name, String sql) {
        if (checks.put(name, sql) != null) {
            throw new MigrationException("The domain has two checks called " + name, "give each a name of its own");
        }
        return this;
    }

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
