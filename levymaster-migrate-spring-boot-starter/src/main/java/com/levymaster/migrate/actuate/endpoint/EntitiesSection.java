package com.levymaster.migrate.actuate.endpoint;

import static com.levymaster.migrate.actuate.endpoint.Html.escaped;

import com.levymaster.migrate.actuate.QueryResult;
import com.levymaster.migrate.command.Migrator;
import java.util.List;
import java.util.stream.Collectors;

/** The part of the page that compares the entities with the database. */
final class EntitiesSection {

    private EntitiesSection() {}

    static String of(Migrator migrator) {
        QueryResult<List<String>> differences = QueryResult.of(() -> migrator.compareEntities().stream()
                .flatMap(comparison -> comparison.descriptions().stream())
                .toList());
        if (differences.value() == null) {
            return "<p>The entities could not be compared with the database.</p>\n";
        }
        if (differences.value().isEmpty()) {
            return "<p>The entities match the database.</p>\n";
        }
        return "<p>The entities differ from the database; <code>db migrate</code> drafts the missing revision:</p>\n"
                + "<ul>\n"
                + differences.value().stream()
                        .map(difference -> "<li>" + escaped(difference) + "</li>\n")
                        .collect(Collectors.joining())
                + "</ul>\n";
    }
}
