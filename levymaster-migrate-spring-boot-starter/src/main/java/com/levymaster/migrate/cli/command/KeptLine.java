package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.ComparedPart;
import com.levymaster.migrate.autogenerate.KeptPart;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells which parts of tables stay as they are, because the entities state nothing about them. */
final class KeptLine {

    private KeptLine() {}

    /** The parts counted by kind, in one line; empty if there are none. */
    static Optional<String> of(List<KeptPart> kept) {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        String counted = byPart(kept).entrySet().stream()
                .map(part -> part.getKey().counted(part.getValue().size()))
                .collect(Collectors.joining(", "));
        return Optional.of("Kept: " + counted + ", of which the entities state nothing (--strict lists them).");
    }

    /** The names of the parts by kind, such as {@code foreign-key}. */
    static Map<String, List<String>> json(List<KeptPart> kept) {
        Map<String, List<String>> json = new TreeMap<>();
        byPart(kept)
                .forEach((part, names) ->
                        json.put(part.name().toLowerCase(Locale.ROOT).replace('_', '-'), names));
        return json;
    }

    private static Map<ComparedPart, List<String>> byPart(List<KeptPart> kept) {
        return kept.stream()
                .collect(Collectors.groupingBy(
                        KeptPart::part, TreeMap::new, Collectors.mapping(KeptPart::name, Collectors.toList())));
    }
}
