package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.assertNoDifference;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.hibernate.MappedEntities.Running;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From each model to the next and back: the schema is exactly that of a fresh database, and nothing is left to do. */
class EvolutionTest {

    private static Compiled compiled;

    @AutoClose
    private static final TestDatabase database = TestDatabase.keepingConnections();

    @AutoClose
    private static final TestDatabase fresh = TestDatabase.keepingConnections();

    @BeforeAll
    static void compileAllModels() {
        Map<String, String> sources = new HashMap<>();
        for (ModelChange evolution : catalogue()) {
            sources.put(evolution.packageName(1) + ".Models", evolution.source(1));
            sources.put(evolution.packageName(2) + ".Models", evolution.source(2));
        }
        compiled = Compiled.leniently(sources);
    }

    /** New databases for each would take longer than all the rest. */
    @BeforeEach
    void empty() {
        database.empty();
        fresh.empty();
    }

    private static List<ModelChange> catalogue() {
        List<ModelChange> all = new ArrayList<>(List.of(Evolution.values()));
        all.addAll(List.of(ValueEvolution.values()));
        all.addAll(List.of(PlaceEvolution.values()));
        return all;
    }

    static Stream<ModelChange> changes() {
        return catalogue().stream()
                .filter(change -> change.name().matches(System.getProperty("evolution.only", ".*")))
                .filter(change -> change != Evolution.FROZEN_DEFAULT); // differs in every database
    }

    /** All would take minutes: half of the changes of place, and an eighth of the others; the nightly build has all. */
    static Stream<ModelChange> shareOfChanges() {
        long share = Long.getLong("evolution.share", 0);
        boolean chosen = System.getProperty("evolution.only") != null;
        return changes()
                .filter(change ->
                        chosen || (change.ordinal() - share) % (change instanceof PlaceEvolution ? 2 : 8) == 0);
    }

    @ParameterizedTest
    @MethodSource("shareOfChanges")
    void upgrade_and_downgrade_keep_rows_meet_fresh_databases_and_leave_nothing_to_do(ModelChange change) {
        try (Running older = MappedEntities.open(database, entities(change, 1));
                Running newer = MappedEntities.open(database, entities(change, 2))) {
            assertHoldsWithRows(change, older, newer);
        }
    }

    /** Also on empty databases, drafted without a database, and with a trial of each. */
    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("changes")
    void a_draft_holds_with_and_without_rows_and_if_it_was_drafted_without_a_database(ModelChange change) {
        assumeFalse(change == Evolution.CHANGE_GENERATED && database.version() < 17);
        try (Running older = MappedEntities.open(database, entities(change, 1));
                Running newer = MappedEntities.open(database, entities(change, 2))) {
            assertHoldsWithRows(change, older, newer);
        }
        empty();
        try (Running older = MappedEntities.open(database, entities(change, 1));
                Running newer = MappedEntities.open(database, entities(change, 2))) {
            createBoth(older, newer);
            Comparison offline = new Autogenerate(options(change)).compare(newer.model(), snapshot(database));
            Comparison drafted = DraftRoundTrip.compare(database, newer.model(), options(change));
            assertTrialChangesNothing(newer, change, drafted);
            assertHolds(change, older, newer, drafted);
            if (!offline.operations().equals(drafted.operations())) {
                database.empty();
                create(database, older);
                insert(change, older);
                assertHolds(change, older, newer, offline);
            }
        }
    }

    private static void assertHoldsWithRows(ModelChange change, Running older, Running newer) {
        createBoth(older, newer);
        Comparison drafted = DraftRoundTrip.compare(database, newer.model(), options(change));
        assertThat(drafted.isEmpty()).as("nothing was found").isFalse();
        if (change == Evolution.CHANGE_GENERATED && database.version() < 17) {
            assertThatThrownBy(() -> DraftRoundTrip.run(database, drafted.upgrade()))
                    .hasStackTraceContaining("gets another expression, which requires PostgreSQL 17");
            return;
        }
        insert(change, older);
        Comparison withRows = DraftRoundTrip.compare(database, newer.model(), options(change));
        assertThat(withRows.operations()).isEqualTo(drafted.operations());
        assertThat(withRows.losses()).hasSameSizeAs(drafted.losses());
        if (change.ordinal() / 3 % 3 == 0) { // a trial takes as long as the rest
            assertTrialChangesNothing(newer, change, withRows);
        }
        assertHolds(change, older, newer, drafted);
    }

    private static void insert(ModelChange change, Running older) {
        if (!change.models().refusesRows()) {
            EntityRows.insert(older.factory(), 1);
            EntityRows.insert(older.factory(), 2);
        }
    }

    private static AutogenerateOptions options(ModelChange change) {
        return EVERYTHING.withDropped(change.models().dropped());
    }

    private static void createBoth(Running older, Running newer) {
        create(database, older);
        create(fresh, newer);
        // a schema that the entities leave stays
        snapshot(database).schemas().forEach(schema -> fresh.execute("create schema if not exists " + schema));
    }

    private static void create(TestDatabase database, Running running) {
        DraftRoundTrip.run(
                database,
                DraftRoundTrip.compare(database, running.model(), EVERYTHING).upgrade());
    }

    private static void assertTrialChangesNothing(Running newer, ModelChange change, Comparison drafted) {
        DatabaseSchema untouched = snapshot(database);
        assertThat(DraftRoundTrip.attempt(database, newer.model(), options(change), drafted))
                .isEqualTo(drafted);
        assertThat(snapshot(database)).isEqualTo(untouched);
    }

    /** Upgrade, insert and read in the newer model, downgrade, insert and read in the older one, upgrade. */
    private static void assertHolds(ModelChange change, Running older, Running newer, Comparison drafted) {
        DatabaseSchema before = snapshot(database);
        Map<String, String> rows = change.models().refusesRows() ? Map.of() : EntityRows.read(older.factory());

        DraftRoundTrip.run(database, drafted.upgrade());
        Counters.assertAhead(database, snapshot(database), newer.model());
        assertNoDifference(database, newer.model());
        assertThat(snapshot(database)).isEqualTo(snapshot(fresh));
        newer.factory().getSchemaManager().validateMappedObjects();
        if (!change.models().refusesRows()) {
            EntityRows.insert(newer.factory(), 3);
            rows = withoutReplaced(
                    assertKept(withoutReplaced(rows, drafted), EntityRows.read(newer.factory())), drafted);
        }

        DraftRoundTrip.run(database, drafted.downgrade());
        Counters.assertAhead(database, snapshot(database), older.model());
        assertThat(snapshot(database)).isEqualTo(before);
        assertNoDifference(database, older.model());
        if (!change.models().refusesRows()) {
            if (older.model().values().counters().isEmpty()) {
                insertAgain(older, rows);
            } else {
                // a generator keeps numbers in memory
                try (Running restarted = MappedEntities.open(database, entities(change, 1))) {
                    insertAgain(restarted, rows);
                }
            }
            DraftRoundTrip.run(database, drafted.upgrade());
            EntityRows.read(newer.factory());
        }
    }

    private static void insertAgain(Running older, Map<String, String> rows) {
        EntityRows.insert(older.factory(), 4);
        assertKept(rows, EntityRows.read(older.factory()));
    }

    /** The instances of entities that both models have are there, and equal in the attributes that both have. */
    private static Map<String, String> assertKept(Map<String, String> before, Map<String, String> after) {
        Set<String> known =
                after.keySet().stream().map(EvolutionTest::withoutKey).collect(Collectors.toSet());
        Map<String, String> expected = new TreeMap<>(before);
        expected.keySet().removeIf(key -> !known.contains(withoutKey(key)));
        assertThat(after).containsAllEntriesOf(expected);
        return after;
    }

    /** Without the values that get others, as the draft announces. */
    private static Map<String, String> withoutReplaced(Map<String, String> rows, Comparison drafted) {
        Map<String, String> left = new TreeMap<>(rows);
        Stream.concat(drafted.losses().stream(), drafted.downgrade().stream().map(step -> step.review()))
                .filter(loss -> loss.contains("rows with"))
                .forEach(loss -> left.keySet()
                        .removeIf(key -> key.contains(" ")
                                && loss.contains(key.substring(key.lastIndexOf('.') + 1, key.indexOf(' ')))));
        return left;
    }

    private static String withoutKey(String path) {
        return path.replaceFirst("#[^.]*", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ORDINAL_ENUM_TO_NAMED | (1, 0), (2, 1), (3, 2) | mood | ZERO,ONE,TWO | - | 0,1,2
            NAMED_ENUM_TO_ORDINAL | (1, 'ZERO'), (2, 'ONE'), (3, 'TWO') | mood | 0,1,2 | - | ZERO,ONE,TWO
            STRING_ENUM_TO_ORDINAL | (1, 'SAD'), (2, 'HAPPY') | mood | 0,1 | - | SAD,HAPPY
            DROP_GENERATED | (1, 5) | next | 6 | - | 6
            TIMESTAMP_TO_ZONED | (1, '2026-01-31 12:30') | at at time zone 'UTC' | 2026-01-31 12:30:00 | - | 2026-01-31 12:30:00
            YES_NO_TO_BOOLEAN | (1, 'Y'), (2, 'N') | flag | true,false | - | Y,N
            DURATION_TO_INTERVAL | (1, 90000000000) | extract(epoch from d)::int | 90 | - | -
            UUID_TO_BYTES | (1, '0190163d-8694-739b-aea5-966c26f8ad91') | encode(code, 'hex') | 0190163d8694739baea5966c26f8ad91 | - | -
            RENAME_ENUM_CONSTANT | (1, 'SAD'), (2, 'HAPPY') | mood | SAD,SAD | (3, 'GLAD') | SAD,SAD,SAD
            ADD_NAMED_ENUM_CONSTANT | (1, 'SAD') | mood | SAD | (2, 'GLAD') | SAD,HAPPY
            ADD_ORDINAL_CONSTANT | (1, 1) | mood | 1 | (2, 2) | 1,0
            """)
    void values_survive_or_get_the_announced_replacement(
            Evolution evolution, String rows, String column, String upgraded, String more, String downgraded) {
        DesiredModel first = MappedEntities.model(database, entities(evolution, 1));
        DraftRoundTrip.run(
                database, DraftRoundTrip.compare(database, first, EVERYTHING).upgrade());
        Comparison comparison =
                DraftRoundTrip.compare(database, MappedEntities.model(database, entities(evolution, 2)), EVERYTHING);
        database.execute("insert into thing values " + rows);

        DraftRoundTrip.run(database, comparison.upgrade());
        assertThat(values(column)).isEqualTo(upgraded);
        if (more != null) {
            database.execute("insert into thing values " + more);
        }
        DraftRoundTrip.run(database, comparison.downgrade());
        if (downgraded != null) {
            assertThat(values(column.replace(" at time zone 'UTC'", ""))).isEqualTo(downgraded);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JOINED_TO_SINGLE_TABLE",
                "ABSTRACT_TABLE_PER_CLASS_TO_SINGLE_TABLE",
                "SECONDARY_TABLE_TO_COLUMN",
                "SECONDARY_TABLE_WITH_ANOTHER_KEY_TO_COLUMN",
                "JOIN_TABLE_TO_COLUMN",
                "COLLECTION_TO_ENTITY_WITH_SEQUENCE",
                "ENTITY_TO_COLLECTION",
                "ALL_TO_ANOTHER_SCHEMA",
                "ALL_TO_THE_DEFAULT_SCHEMA"
            })
    void rows_of_a_table_that_is_kept_are_copied_once_and_brought_up_to_date_on_the_way_back(String name) {
        ModelChange change = change(name);
        try (Running older = MappedEntities.open(database, entities(change, 1));
                Running newer = MappedEntities.open(database, entities(change, 2))) {
            create(database, older);
            insert(change, older);
            Map<String, String> rows = EntityRows.read(older.factory());
            AutogenerateOptions keeping = AutogenerateOptions.DEFAULT
                    .allowingDestructive()
                    .withDropped(change.models().dropped());
            Comparison drafted = DraftRoundTrip.compare(database, newer.model(), keeping);

            DraftRoundTrip.run(database, drafted.upgrade());
            assertMovesNoMore(newer, keeping);
            EntityRows.insert(newer.factory(), 3);
            rows = assertKept(rows, EntityRows.read(newer.factory()));
            DraftRoundTrip.run(database, drafted.downgrade());
            insertAgain(older, rows);
            DraftRoundTrip.run(database, drafted.upgrade());
            EntityRows.read(newer.factory());
        }
    }

    /** Nor does another change of the same tables, up or down. */
    private static void assertMovesNoMore(Running newer, AutogenerateOptions keeping) {
        assertThat(DraftRoundTrip.compare(database, newer.model(), keeping).operations())
                .isEmpty();
        newer.model()
                .schema()
                .tables()
                .keySet()
                .forEach(table -> database.execute("alter table " + table + " add column later integer"));
        Comparison later = DraftRoundTrip.compare(database, newer.model(), keeping);
        assertThat(Stream.concat(later.upgrade().stream(), later.downgrade().stream()))
                .isNotEmpty()
                .noneMatch(step -> step.operation() instanceof ExecuteSql);
        DraftRoundTrip.run(database, later.upgrade());
    }

    private static ModelChange change(String name) {
        return changes().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MANY_TO_MANY_TO_MANY_TO_ONE | several of them may belong to one row of thing
            COLUMN_TO_PARENT | which of them belongs to which row of box is not unique
            COLUMN_TO_JOIN_TABLE | which column of thing_thing is which is not known
            """)
    void rows_that_may_belong_to_several_stay_a_loss_that_says_why(String name, String reason) {
        ModelChange change = change(name);
        DesiredModel first = MappedEntities.model(database, entities(change, 1));
        DraftRoundTrip.run(
                database, DraftRoundTrip.compare(database, first, EVERYTHING).upgrade());
        DesiredModel second = MappedEntities.model(database, entities(change, 2));

        Comparison comparison = DraftRoundTrip.compare(database, second, options(change));

        assertThat(comparison.losses())
                .anyMatch(
                        loss -> loss.endsWith("which no downgrade restores; they do not go along, because " + reason));
    }

    private static String values(String column) {
        return database.jdbc()
                .sql("select string_agg((" + column + ")::text, ',' order by id) from thing")
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ASSIGNED_TO_IDENTITY | id bigserial primary key
            ASSIGNED_TO_IDENTITY | id bigint generated always as identity primary key
            ADD_GENERATED | id bigint primary key, code int not null, next int generated always as (code + 1) stored
            ADD_GENERATED_TEXT | id bigint primary key, a varchar(255), b varchar(255) generated always as (upper(a)) stored
            FROZEN_DEFAULT | id bigint primary key, at timestamptz(6) default 'now'
            IDENTITY_OF_UUID | id uuid default uuidv4() primary key
            """)
    void what_the_mapping_leaves_open_is_no_difference(Evolution evolution, String columns) {
        database.execute(
                "create or replace function uuidv4() returns uuid language sql as 'select gen_random_uuid()'",
                "create table thing (" + columns + ")");

        assertNoDifference(database, MappedEntities.model(database, entities(evolution, 2)));
    }

    @Test
    void a_conversion_without_a_cast_is_refused_unless_the_column_is_dropped_and_added() {
        DesiredModel first = MappedEntities.model(database, entities(Evolution.WITHOUT_CAST, 1));
        DesiredModel second = MappedEntities.model(database, entities(Evolution.WITHOUT_CAST, 2));
        DraftRoundTrip.run(
                database, DraftRoundTrip.compare(database, first, EVERYTHING).upgrade());
        RevisionHeader header = RevisionHeader.of("7c1e5b0a").withMessage("retype");
        Comparison refused = DraftRoundTrip.compare(database, second, EVERYTHING);

        assertThatThrownBy(() -> new Autogenerate(EVERYTHING).draft(refused, header, ""))
                .hasMessageContaining("thing.at: date -> integer")
                .hasMessageContaining("thing.code: integer -> uuid")
                .hasMessageContaining("--drop thing.at --drop thing.code");

        AutogenerateOptions dropping = EVERYTHING.withDropped(Set.of("thing.at", "thing.code"));
        Comparison comparison = DraftRoundTrip.compare(database, second, dropping);
        assertThat(comparison.losses()).hasSize(2);
        try (Running older = MappedEntities.open(database, entities(Evolution.WITHOUT_CAST, 1))) {
            EntityRows.insert(older.factory(), 1);
        }
        DraftRoundTrip.run(database, comparison.upgrade());
        assertNoDifference(database, second);
    }

    /** All classes of the version but those within others. */
    private static Class<?>[] entities(ModelChange evolution, int version) {
        String prefix = evolution.packageName(version) + ".";
        return compiled.names().stream()
                .filter(name -> name.startsWith(prefix) && !name.contains("$"))
                .map(compiled::type)
                .toArray(Class<?>[]::new);
    }
}
