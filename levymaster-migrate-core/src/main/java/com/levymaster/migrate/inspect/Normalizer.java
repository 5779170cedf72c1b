package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.Normalization.NormalizationError;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Normalizes a desired schema to the form that PostgreSQL prints, so that {@code varchar} becomes {@code character
 * varying}, and {@code a > 0 and b<1} becomes the expression in the catalog.
 *
 * <p>Only parts that differ from the actual schema are sent to the server, and only of tables and domains that exist
 * there: distinct types in one statement, and defaults, checks, generated columns, indexes and exclusion constraints
 * as temporary objects in a transaction, or after a savepoint, that is rolled back. The number of round trips is
 * constant.
 *
 * <p>Unqualified names are resolved by the {@code search_path} of the connection, as when a revision runs.
 */
public final class Normalizer {

    private final DatabaseSchema desired;
    private final DatabaseSchema actual;
    private final Predicate<ColumnType> unknown;
    private final Map<ObjectName, ObjectName> shadows = new HashMap<>();
    private final List<NormalizationStep> steps = new ArrayList<>();

    private Normalizer(DatabaseSchema desired, DatabaseSchema actual, Predicate<ColumnType> unknown) {
        this.desired = desired;
        this.actual = actual;
        this.unknown = unknown;
    }

    /**
     * Normalizes the desired schema.
     *
     * @param actual the schema that {@link DatabaseInspector} has just read over the same connection
     * @return the normalized schema, and the parts that the server refused
     */
    public static Normalization normalize(Connection connection, DatabaseSchema desired, DatabaseSchema actual) {
        try {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            Dialect dialect = Dialect.postgresql(version * 10000);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            CatalogQueries queries = new CatalogQueries(jdbc, version, desired.defaultName(), "{}");
            CanonicalTypeNames types = CanonicalTypeNames.query(queries, dialect, desired, actual);
            DatabaseSchema typed = types.applied();
            List<NormalizationStep> steps = new Normalizer(typed, actual, types::isUnknown).steps();
            if (steps.isEmpty()) {
                return new Normalization(typed, types.faults(), null);
            }
            return joined(types.faults(), new ScratchSchema(connection, queries, dialect).run(typed, steps));
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /** The translator returns {@code null} for SQL states without an exception of their own. */
    private static DataAccessException translated(SQLException e) {
        DataAccessException known = new SQLExceptionSubclassTranslator().translate("normalize a schema", null, e);
        return known == null ? new UncategorizedSQLException("normalize a schema", null, e) : known;
    }

    private static Normalization joined(List<NormalizationError> first, Normalization then) {
        List<NormalizationError> all = new ArrayList<>(first);
        all.addAll(then.faults());
        return new Normalization(then.schema(), all, then.degraded());
    }

    private List<NormalizationStep> steps() {
        desired.enums().values().stream().filter(type -> !hasLabels(type)).forEach(this::shadow);
        desired.domains().values().stream()
                .filter(domain -> !domain.equals(actual.domains().get(domain.name())))
                .forEach(this::shadow);
        desired.composites().values().forEach(this::shadow);
        desired.sequences().values().stream()
                .filter(sequence -> !actual.sequences().containsKey(sequence.name()))
                .forEach(this::shadow);
        List<NormalizationStep> parts = new ArrayList<>();
        Set<String> taken = new TreeSet<>();
        for (Table table : desired.tables().values()) {
            Table existing = actual.tables().get(table.name());
            if (existing != null && !existing.equals(table)) {
                ObjectName scratch = scratchName(table.name(), taken);
                parts.addAll(new ScratchTableSteps(withKnownTypes(table), existing, scratch, this::shadowed).steps());
            }
        }
        boolean needed =
                !parts.isEmpty() || steps.stream().anyMatch(step -> !step.part().isEmpty());
        steps.addAll(parts);
        return needed ? steps : List.of();
    }

    private Table withKnownTypes(Table table) {
        return table.withColumns(table.columns().stream()
                .filter(column -> !unknown.test(column.type()))
                .toList());
    }

    private boolean hasLabels(EnumType type) {
        EnumType existing = actual.enums().get(type.name());
        return existing != null && existing.labels().equals(type.labels());
    }

    /** Creates an enum in the scratch schema that is missing in the database or has other labels. */
    private void shadow(EnumType type) {
        ObjectName shadow = shadow(type.name());
        steps.add(NormalizationStep.prerequisite(
                type.name(), type.labels().toString(), new CreateEnum(EnumType.of(shadow, type.labels()))));
    }

    /** Creates a composite type in the scratch schema, after the composite types of its attributes. */
    private void shadow(CompositeType type) {
        if (type.equals(actual.composites().get(type.name())) || shadows.containsKey(type.name())) {
            return;
        }
        ObjectName shadow = shadow(type.name());
        type.attributes().forEach(attribute -> referenced(attribute.type()).ifPresent(this::shadow));
        List<CompositeType.Attribute> attributes = type.attributes().stream()
                .filter(attribute -> !unknown.test(attribute.type()))
                .map(attribute -> attribute.withType(shadowed(attribute.type())).withComment(null))
                .toList();
        steps.add(NormalizationStep.prerequisite(
                type.name(), attributes.toString(), new CreateComposite(CompositeType.of(shadow, attributes))));
    }

    private Optional<CompositeType> referenced(ColumnType type) {
        ColumnType element = type instanceof ColumnType.Array array ? array.element() : type;
        return element instanceof ColumnType.UserDefined user
                ? Optional.ofNullable(desired.composites().get(user.name()))
                : Optional.empty();
    }

    private void shadow(Sequence sequence) {
        if (sequence.name().schema() == null) {
            Sequence shadow =
                    sequence.withName(shadow(sequence.name())).withOwner(null).withComment(null);
            steps.add(NormalizationStep.prerequisite(
                    sequence.name(), sequence.name().toString(), new CreateSequence(shadow)));
        }
    }

    private void shadow(Domain domain) {
        ObjectName shadow = shadow(domain.name());
        Domain bare = new Domain(
                shadow, shadowed(domain.type()), domain.nullable(), domain.defaultValue(), domain.checks(), null);
        String part = actual.domains().containsKey(domain.name()) ? "domain" : "";
        steps.add(new NormalizationStep(
                domain.name(), part, domain.checks().values().toString(), new CreateDomain(bare), (schema, found) -> {
                    Domain normalized = found.domains().get(ObjectName.of(shadow.name()));
                    return normalized == null || part.isEmpty() ? schema : schema.with(normalized(domain, normalized));
                }));
    }

    private static Domain normalized(Domain domain, Domain normalized) {
        return new Domain(
                domain.name(),
                domain.type(),
                domain.nullable(),
                // not the default of the domain that is its type
                domain.defaultValue() == null ? null : normalized.defaultValue(),
                normalized.checks(),
                domain.comment());
    }

    private ObjectName shadow(ObjectName name) {
        ObjectName shadow = ObjectName.of("pg_temp", name.name());
        shadows.put(name, shadow);
        return shadow;
    }

    private ColumnType shadowed(ColumnType type) {
        if (type instanceof ColumnType.Array array) {
            return new ColumnType.Array(shadowed(array.element()));
        }
        return type instanceof ColumnType.UserDefined user
                ? new ColumnType.UserDefined(shadows.getOrDefault(user.name(), user.name()), user.modifiers())
                : type;
    }

    /** The name of the table, if unused, since its expressions may refer to it. */
    private static ObjectName scratchName(ObjectName table, Set<String> taken) {
        String name = table.name();
        while (!taken.add(name)) {
            name = "other_" + taken.size();
        }
        return ObjectName.of("pg_temp", name);
    }
}
