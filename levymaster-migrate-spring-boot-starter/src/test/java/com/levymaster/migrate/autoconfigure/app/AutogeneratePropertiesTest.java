package com.levymaster.migrate.autoconfigure.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Draft;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** From what stands in {@code application.properties} to what stands in the file. */
class AutogeneratePropertiesTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @Test
    void names_follow_the_configured_convention() {
        assertThat(drafted()).contains("t.primaryKey(\"pk_note\").on(\"id\")");
        assertThat(drafted("levymaster.migrate.autogenerate.naming.primary-key={table}_pkey"))
                .contains("t.primaryKey(\"note_pkey\").on(\"id\")");
    }

    @Test
    void what_is_excluded_or_not_included_is_left_alone() {
        assertThat(drafted("levymaster.migrate.autogenerate.exclude=tmp_*,n*")).isEmpty();
        assertThat(drafted("levymaster.migrate.autogenerate.include=crm.*")).isEmpty();
        assertThat(drafted("levymaster.migrate.autogenerate.include=crm.*,public.no*"))
                .contains("op.createTable(\"note\"");
    }

    /** What an empty database would get. */
    private static String drafted(String... properties) {
        try (ConfigurableApplicationContext context = start(properties)) {
            Autogenerate autogenerate = new Autogenerate(context.getBean(AutogenerateOptions.class));
            RevisionHeader header = RevisionHeader.of("7c1e5b0a").withMessage("first");
            return context.getBean(Migrator.class).compareEntities().stream()
                    .flatMap(comparison -> autogenerate.draft(comparison, header, "com.example").stream())
                    .map(Draft::source)
                    .collect(Collectors.joining());
        }
    }

    private static ConfigurableApplicationContext start(String... properties) {
        List<String> all = List.of(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.jpa.hibernate.ddl-auto=none",
                "levymaster.migrate.startup.mode=none",
                "levymaster.migrate.on-model-drift=warn");
        return new SpringApplicationBuilder(NoteApplication.class)
                .web(WebApplicationType.NONE)
                .properties(all.toArray(String[]::new))
                .properties(properties)
                .run();
    }
}
