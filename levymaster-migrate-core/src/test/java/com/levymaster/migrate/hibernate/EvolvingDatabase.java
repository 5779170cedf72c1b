package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database whose entities are given as Java source, and change. */
final class EvolvingDatabase implements AutoCloseable {

    static final AutogenerateOptions KEEPING = AutogenerateOptions.DEFAULT.allowingDestructive();

    private static final String IMPORTS = """
            import jakarta.persistence.*;
            import java.math.BigDecimal;
            import java.util.*;
            import org.hibernate.annotations.Check;
            import org.hibernate.annotations.ColumnDefault;
            import org.hibernate.annotations.GeneratedColumn;
            import org.hibernate.annotations.JdbcTypeCode;
            import org.hibernate.type.SqlTypes;
            """;

    private final TestDatabase database = TestDatabase.keepingConnections();
    private @Nullable DatabaseSchema made;
    private int versions;

    void empty() {
        database.empty();
        made = null;
    }

    void execute(String... statements) {
        database.execute(statements);
    }

    /** Creates the tables of the classes; what is created otherwise, no revision has made. */
    void create(String classes) {
        run(compare(model(classes), EVERYTHING).upgrade());
        made = DraftRoundTrip.snapshot(database);
    }

    /** Upgrades to the classes; nothing is left to do. */
    Comparison evolve(String classes) {
        return evolve(classes, KEEPING);
    }

    /** The same, with these options. */
    Comparison evolve(String classes, AutogenerateOptions options) {
        DesiredModel model = model(classes);
        Comparison comparison = compare(model, options);
        run(comparison.upgrade());
        assertThat(compare(model, options).isEmpty()).isTrue();
        return comparison;
    }

    Comparison compare(DesiredModel model, AutogenerateOptions options) {
        try (Connection connection = database.connection()) {
            return new Autogenerate(options).compare(model, connection, actual -> made == null ? actual : made);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Compares, and tries the draft. */
    Comparison attempt(DesiredModel model, AutogenerateOptions options) {
        return DraftRoundTrip.attempt(database, model, options, compare(model, options));
    }

    void run(List<ReviewedOperation> steps) {
        DraftRoundTrip.run(database, steps);
    }

    DesiredModel model(String classes) {
        versions++;
        String source = "package v" + versions + "; " + IMPORTS + " class Models {} " + classes;
        Compiled compiled = Compiled.leniently(Map.of("v" + versions + ".Models", source));
        return MappedEntities.model(
                database,
                compiled.names().stream()
                        .map(compiled::type)
                        .filter(type ->
                                type.isAnnotationPresent(Entity.class) || type.isAnnotationPresent(Embeddable.class))
                        .toArray(Class<?>[]::new));
    }

    List<String> rows(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    @Override
    public void close() {
        database.close();
    }
}
