package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdoptionTest {

    private static final TestDatabase legacy = TestDatabase.create();
    private static String reader = "";
    private static String clerk = "";

    @BeforeAll
    static void create() {
        reader = legacy.role().user();
        clerk = legacy.role().user();
        legacy.execute(sql("legacy.sql").replace("legacy_reader", reader).replace("legacy_clerk", clerk));
        legacy.execute("create function atomic(i int) returns bigint begin atomic select count(*) from customer where id > i; end");
    }

    @AfterAll
    static void drop() {
        legacy.execute("drop event trigger if exists guard", "drop owned by " + reader, "drop owned by " + clerk);
        legacy.close();
    }

    @Test
    void the_compiled_baseline_gives_a_database_that_equals_the_adopted_one() throws SQLException {
        Adoption adoption = Migrator.builder(legacy.dataSource()).build().previewAdoption(options(legacy));

        assertThat(adoption.differences()).isEmpty();
        assertThat(adoption.proved()).isTrue();
        try (TestDatabase fresh = TestDatabase.create()) {
            Migrator.builder(fresh.dataSource()).migrations(compiled(adoption)).build().upgrade();
            assertThat(only(facts(fresh), facts(legacy))).isEmpty();
            assertThat(only(facts(legacy), facts(fresh))).isEmpty();
            fresh.execute("drop event trigger guard", "drop owned by " + reader, "drop owned by " + clerk);
        }
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
        for (SourceFile file : adoption.files()) {
            sources.put("p." + file.fileName().replace(".java", ""), file.text());
        }
        return Compiled.of(sources).migration("p.Rba5e_Baseline");
    }

    private static SortedSet<String> facts(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection()) {
            SortedSet<String> facts = new TreeSet<>(ServerDefinitions.facts(connection, List.of()));
            facts.removeIf(fact -> fact.contains("levymaster_"));
            return facts;
        }
    }

    private static Set<String> only(Set<String> these, Set<String> those) {
        Set<String> only = new TreeSet<>(these);
        only.removeAll(those);
        return only;
    }

    private static String sql(String name) {
        try (var in = AdoptionTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
