package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.ObjectFilter;
import com.levymaster.migrate.hibernate.MappedEntities.Running;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each change of the strategy by which keys are generated: no key is generated twice, up and down. */
class GeneratorChangeTest {

    private static final AutogenerateOptions KEEPING = AutogenerateOptions.DEFAULT.allowingDestructive();

    /** By name; {@code %1$s} is the entity. */
    private static final Map<String, String> STRATEGIES = Map.of(
            "Assigned", "",
            "Identity", "@GeneratedValue(strategy = GenerationType.IDENTITY)",
            "Sequence", "@GeneratedValue",
            "Single",
                    "@GeneratedValue(generator = \"%1$s\")"
                            + " @SequenceGenerator(name = \"%1$s\", sequenceName = \"%1$s_numbers\", allocationSize = 1)",
            "Row",
                    "@GeneratedValue(strategy = GenerationType.TABLE, generator = \"%1$s\") @TableGenerator(name = \"%1$s\","
                            + " table = \"%1$s_row\", pkColumnName = \"k\", valueColumnName = \"v\","
                            + " pkColumnValue = \"x\", allocationSize = 5)");

    private static final Compiled compiled =
            Compiled.leniently(Map.of("older.Models", models("older", true), "newer.Models", models("newer", false)));

    @AutoClose
    private static final TestDatabase database = TestDatabase.keepingConnections();

    @BeforeEach
    void empty() {
        database.empty();
    }

    private static String models(String packageName, boolean older) {
        StringBuilder source =
                new StringBuilder("package " + packageName + "; import jakarta.persistence.*; class Models {}\n");
        STRATEGIES.forEach((from, former) -> STRATEGIES.forEach((to, later) -> {
            if (!from.equals(to)) {
                String name = from + "To" + to;
                source.append("@Entity class ")
                        .append(name)
                        .append(" { @Id ")
                        .append((older ? former : later).formatted(name.toLowerCase(Locale.ROOT)))
                        .append(" Long id; String name; }\n");
            }
        }));
        return source.toString();
    }

    /** All but the tables of generators, whose rows no downgrade can know. */
    @Test
    void numbers_continue_if_the_former_counters_are_dropped() {
        assertContinues(EVERYTHING.withFilter(ObjectFilter.all().excluding(List.of("rowto*_row"))), actual -> actual);
    }

    @Test
    void numbers_continue_if_the_former_counters_are_kept() {
        assertContinues(KEEPING, actual -> actual);
    }

    @Test
    void numbers_continue_if_no_revision_made_the_former_counters() {
        assertContinues(KEEPING, actual -> DatabaseSchema.empty(actual.defaultName()));
    }

    @Test
    void numbers_continue_if_columns_are_serial() {
        try (Running older = open("older")) {
            create(older);
        }
        for (String to : STRATEGIES.keySet()) {
            if (!to.equals("Identity")) {
                String table = "identity_to_" + to.toLowerCase(Locale.ROOT);
                database.execute(
                        "alter table " + table + " alter id drop identity",
                        "create sequence " + table + "_id_seq owned by " + table + ".id",
                        "alter table " + table + " alter id set default nextval('" + table + "_id_seq')");
            }
        }
        assertContinues(KEEPING, actual -> DatabaseSchema.empty(actual.defaultName()));
    }

    private static void assertContinues(AutogenerateOptions options, UnaryOperator<DatabaseSchema> made) {
        Set<String> former;
        try (Running older = open("older")) {
            create(older);
            former = older.model().schema().tables().keySet().stream()
                    .map(ObjectName::toString)
                    .collect(Collectors.toSet());
            EntityRows.insert(older.factory(), 1);
            EntityRows.insert(older.factory(), 2);
        }
        Comparison drafted;
        try (Running newer = open("newer");
                Connection connection = database.connection()) {
            drafted = new Autogenerate(options.withDropped(former)).compare(newer.model(), connection, made);
            DraftRoundTrip.run(database, drafted.upgrade());
            EntityRows.insert(newer.factory(), 1001);
            EntityRows.insert(newer.factory(), 1002);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        DraftRoundTrip.run(database, drafted.downgrade());
        try (Running older = open("older")) {
            EntityRows.insert(older.factory(), 2001);
            EntityRows.insert(older.factory(), 2002);
            assertThat(EntityRows.read(older.factory()).values().stream().filter("present"::equals))
                    .hasSize(6 * older.factory().getMetamodel().getEntities().size());
        }
        DraftRoundTrip.run(database, drafted.upgrade());
        try (Running newer = open("newer")) {
            EntityRows.insert(newer.factory(), 3001);
        }
    }

    private static void create(Running older) {
        DraftRoundTrip.run(
                database,
                DraftRoundTrip.compare(database, older.model(), KEEPING).upgrade());
    }

    private static Running open(String version) {
        List<String> names = compiled.names().stream()
                .filter(name -> name.startsWith(version + ".") && !name.endsWith("Models"))
                .toList();
        return MappedEntities.open(database, names.stream().map(compiled::type).toArray(Class<?>[]::new));
    }
}
