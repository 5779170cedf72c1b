package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.DefinitionReferences;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of a publication. Only the changes of permanent tables can be published. */
final class PublishedTables {

    private PublishedTables() {}

    /** @param definition the new one; {@code null} if the publication is dropped */
    static List<Refusal> in(DatabaseSchema schema, DefinedObject publication, @Nullable String definition) {
        List<ObjectName> tables = definition == null
                ? List.of()
                : DefinitionReferences.of(publication, definition).stream()
                        .map(Dependency::on)
                        .distinct()
                        .toList();
        List<String> unlogged = tables.stream()
                .filter(name -> isUnlogged(schema.tables().get(schema.resolve(name))))
                .map(ObjectName::toString)
                .toList();
        return Stream.concat(
                        tables.stream().flatMap(name -> ExpectedKinds.of(name, Set.of("table"), schema).stream()),
                        Refusal.list(
                                "unlogged tables cannot be published",
                                unlogged,
                                "make them permanent in an earlier step: setLogged()")
                                .stream())
                .toList();
    }

    private static boolean isUnlogged(@Nullable Table table) {
        return table != null && table.options().unlogged();
    }
}
