package com.levymaster.migrate.flyway;

import com.levymaster.migrate.flyway.FlywayFile.Kind;
import com.levymaster.migrate.flyway.FlywayOptions.Naming;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the name of a file says: {@code V1_1__add_county.sql} is the migration of version 1.1. */
record FlywayNames(Naming naming) {

    /** The events of Flyway that have SQL callbacks, and are no prefixes of migrations. */
    private static final Set<String> EVENTS = Set.of("before", "after");

    /** @param fault what is wrong with the name; {@code null} if nothing */
    record Name(
            Kind kind,
            @Nullable FlywayVersion version,
            String description,
            @Nullable String fault) {}

    /** Empty if Flyway ignores files of this name. */
    Optional<Name> read(String fileName) {
        if (fileName.endsWith(".java") || fileName.endsWith(".class") && !fileName.contains("$")) {
            return named(fileName.substring(0, fileName.lastIndexOf('.')))
                    .map(name -> new Name(Kind.JAVA, name.version(), name.description(), name.fault()));
        }
        return naming.suffixes().stream()
                .filter(fileName::endsWith)
                .max(Comparator.comparing(String::length))
                .flatMap(suffix -> named(fileName.substring(0, fileName.length() - suffix.length())));
    }

    private Optional<Name> named(String stem) {
        if (EVENTS.stream().anyMatch(stem::startsWith)) {
            return Optional.of(new Name(Kind.CALLBACK, null, stem.split(naming.separator(), 2)[0], null));
        }
        Map<String, Kind> prefixes = new LinkedHashMap<>();
        prefixes.put(naming.baseline(), Kind.BASELINE);
        prefixes.put(naming.undo(), Kind.UNDO);
        prefixes.put(naming.repeatable(), Kind.REPEATABLE);
        prefixes.put(naming.versioned(), Kind.VERSIONED);
        return prefixes.entrySet().stream()
                .filter(prefix -> stem.startsWith(prefix.getKey()))
                .max(Comparator.comparing(prefix -> prefix.getKey().length()))
                .map(prefix ->
                        name(prefix.getValue(), stem.substring(prefix.getKey().length())));
    }

    private Name name(Kind kind, String rest) {
        int at = rest.indexOf(naming.separator());
        String version = at < 0 ? rest : rest.substring(0, at);
        String description =
                at < 0 ? "" : rest.substring(at + naming.separator().length()).replace('_', ' ');
        if (kind == Kind.REPEATABLE) {
            String fault = at == 0 && !description.isEmpty()
                    ? null
                    : "the name of a repeatable is " + naming.repeatable() + naming.separator() + "description";
            return new Name(kind, null, description, fault);
        }
        Optional<FlywayVersion> read = FlywayVersion.of(version);
        return new Name(
                kind,
                read.orElse(null),
                description,
                read.isPresent() ? null : "its version `" + version + "` is no number");
    }
}
