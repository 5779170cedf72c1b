package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.command.AutogenerateOptionsMixin;
import com.levymaster.migrate.cli.command.DbRootCommand;
import com.levymaster.migrate.definition.RevisionIndex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import picocli.CommandLine.Command;

class CommandLineHintsTest {

    @Test
    void a_native_image_keeps_what_the_commands_and_the_report_use() {
        RuntimeHints hints = new RuntimeHints();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(CommandLineHints.class::isInstance)
                .forEach(registrar -> registrar.registerHints(hints, null));

        assertThat(List.of(DbRootCommand.class.getAnnotation(Command.class).subcommands()))
                .allSatisfy(command -> assertThat(hints)
                        .matches(RuntimeHintsPredicates.reflection().onType(command)));
        assertThat(hints)
                .matches(RuntimeHintsPredicates.reflection().onType(AutogenerateOptionsMixin.class))
                .matches(RuntimeHintsPredicates.resource().forResource(RevisionIndex.RESOURCE))
                .matches(RuntimeHintsPredicates.resource()
                        .forResource("com/levymaster/migrate/actuate/endpoint/page.css"));
    }
}
