package com.levymaster.migrate.actuate.endpoint;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** An application whose history branches, merges, and ends in a revision that fails. */
public final class Branches {

    private Branches() {}

    @EnableAutoConfiguration
    @Import({Base.class, Left.class, Right.class, Merge.class, Broken.class})
    static class Application {}

    static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.application.name=branches",
                        "spring.application.version=1.0.0",
                        "spring.jmx.enabled=true",
                        "spring.autoconfigure.exclude=" + HibernateJpaAutoConfiguration.class.getName() + ","
                                + DataJpaRepositoriesAutoConfiguration.class.getName(),
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoints.jmx.exposure.include=migrations")
                .properties(properties)
                .run();
    }

    @Revision(id = "a1", message = "create item")
    public static class Base implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("item", t -> t.column("id", bigint()).notNull());
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b2", downRevision = "a1", branchLabels = "left", message = "add name")
    public static class Left implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("item", t -> t.addColumn("name", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "c3", downRevision = "a1", message = "add price")
    public static class Right implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("item", t -> t.addColumn("price", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(
            id = "d4",
            downRevision = {"b2", "c3"},
            message = "merge")
    public static class Merge implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.table("item").column("name").ifNotExists(text());
        }

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(id = "e5", downRevision = "d4", message = "cannot work")
    public static class Broken implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.execute("update secret_table set token = 'hush'");
        }

        @Override
        public void downgrade(Operations op) {}
    }
}
