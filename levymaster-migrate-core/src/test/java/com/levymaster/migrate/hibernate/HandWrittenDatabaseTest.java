package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.autogenerate.Draft;
import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two databases of a hundred tables each, made by ten years of scripts, from the first look to the first changed entity. */
class HandWrittenDatabaseTest {

    private static final AutogenerateOptions OPTIONS = AutogenerateOptions.DEFAULT;

    @ParameterizedTest
    @CsvSource({"county, TAppSetting, app_setting", "warehouse, TCoreWeirdName, Core.Weird Name"})
    void a_living_database_is_adopted_and_a_changed_entity_gives_just_that_change(
            String script, String changed, String table) throws IOException, SQLException {
        try (TestDatabase database = TestDatabase.keepingConnections()) {
            database.execute(script(script));
            Map<String, String> entities = entities(database);
            DesiredModel model = MappedEntities.validated(database, types(entities));
            Migrator bare = Migrator.builder(database.dataSource()).build();
            assertSilent(bare.compareEntities(model, OPTIONS));

            Adoption adoption = bare.adopt(options(database), planned -> {});
            assertThat(adoption.differences()).isEmpty();
            assertThat(adoption.proved()).isTrue();

            Migration baseline = compiled(adoption);
            Migrator adopted =
                    Migrator.builder(database.dataSource()).migrations(baseline).build();
            assertThat(adopted.isUpToDate()).isTrue();
            assertSilent(adopted.compareEntities(model, OPTIONS));

            entities.computeIfPresent(
                    "living." + changed, (name, text) -> text.replaceFirst("\\{\n", "{\n  String firstChange;\n"));
            changeIsDraftedAppliedAndTakenBack(
                    database, baseline, model, MappedEntities.model(database, types(entities)), table);
        }
    }

    private static void changeIsDraftedAppliedAndTakenBack(
            TestDatabase database, Migration baseline, DesiredModel before, DesiredModel changed, String table) {
        Comparison comparison = Migrator.builder(database.dataSource())
                .migrations(baseline)
                .build()
                .compareEntities(changed, OPTIONS);
        assertThat(described(comparison))
                .containsExactly("add column " + table + ".first_change character varying(255)");
        Draft draft = new Autogenerate(OPTIONS)
                .draft(comparison, RevisionHeader.of("4ema", "ba5e").withMessage("first"), "p")
                .orElseThrow();
        Migration first = Compiled.of(Map.of("p.R4ema_First", draft.source())).migration("p.R4ema_First");
        Migrator next = Migrator.builder(database.dataSource())
                .migrations(baseline, first)
                .build();

        assertThat(next.upgrade().after()).containsExactly("4ema");
        assertSilent(next.compareEntities(changed, OPTIONS));
        assertThat(next.downgrade("ba5e").after()).containsExactly("ba5e");
        assertSilent(next.compareEntities(before, OPTIONS));
    }

    private static void assertSilent(Comparison comparison) {
        assertThat(described(comparison)).isEmpty();
        assertThat(comparison.warnings()).isEmpty();
    }

    private static List<String> described(Comparison comparison) {
        return comparison.operations().stream().map(Operation::describe).toList();
    }

    private static Map<String, String> entities(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection()) {
            return EntitiesOfDatabase.of(connection, "living");
        }
    }

    private static Class<?>[] types(Map<String, String> entities) {
        Compiled compiled = Compiled.leniently(entities);
        return entities.keySet().stream().map(compiled::type).toArray(Class<?>[]::new);
    }

    private static AdoptionOptions options(TestDatabase database) {
        return new AdoptionOptions(
                null,
                new Target(
                        "p",
                        RevisionTemplate.DEFAULT,
                        RevisionRequest.of("ba5e", "baseline").on(List.of("base")),
                        Path.of("")),
                new ScratchServer(database.url(), database.user(), database.password()),
                false);
    }

    private static Migration compiled(Adoption adoption) {
        Map<String, String> sources = new HashMap<>();
        adoption.files().forEach(file -> sources.put("p." + file.fileName().replace(".java", ""), file.text()));
        return Compiled.of(sources).migration("p.Rba5e_Baseline");
    }

    private static String script(String name) throws IOException {
        try (InputStream in = HandWrittenDatabaseTest.class.getResourceAsStream(name + ".sql")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
