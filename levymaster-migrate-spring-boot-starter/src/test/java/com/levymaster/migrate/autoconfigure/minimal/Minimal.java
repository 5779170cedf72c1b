package com.levymaster.migrate.autoconfigure.minimal;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Starts an application that has the starter and nothing else; told as properties, answers with what is applied. */
public final class Minimal implements Callable<List<String>> {

    private final String[] properties;

    public Minimal(String[] properties) {
        this.properties = properties;
    }

    @Override
    public List<String> call() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .properties(properties)
                .run()) {
            return List.copyOf(context.getBean(Migrator.class).status().applied());
        }
    }

    @EnableAutoConfiguration
    @Import(Base.class)
    static class Application {}

    @Revision(id = "m1")
    static class Base implements Migration {

        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }
}
