package com.levymaster.migrate.cli;

import com.levymaster.migrate.cli.command.DbRootCommand;
import com.levymaster.migrate.definition.RevisionIndex;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a native image must keep: the fields and constructors that picocli uses by reflection, and resources. */
final class CommandLineHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        register(hints, DbRootCommand.class);
        hints.resources().registerPattern("com/levymaster/migrate/actuate/endpoint/page.css");
        hints.resources().registerPattern("com/levymaster/migrate/inspect/*.sql");
        hints.resources().registerPattern(RevisionIndex.RESOURCE);
        for (String directory : List.of("revisions", "repeatables", "callbacks")) {
            hints.resources().registerPattern("db/" + directory + "/*.sql");
            hints.resources().registerPattern("db/" + directory + "/**/*.sql");
        }
    }

    private static void register(RuntimeHints hints, Class<?> type) {
        hints.reflection()
                .registerType(
                        type,
                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                        MemberCategory.INVOKE_DECLARED_METHODS,
                        MemberCategory.ACCESS_DECLARED_FIELDS);
        Command command = type.getAnnotation(Command.class);
        if (command != null) {
            List.of(command.subcommands()).forEach(sub -> register(hints, sub));
            register(hints, command.versionProvider());
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.isAnnotationPresent(Mixin.class)) {
                    register(hints, field.getType());
                }
            }
        }
        Class<?> parent = type.getSuperclass();
        if (parent != null && parent.getName().startsWith("com.levymaster.")) {
            register(hints, parent);
        }
    }
}
