package com.levymaster.migrate.adopt;

import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import java.util.List;

/**
 * What the SQL files of an adoption contain, before the application has them.
 *
 * @param revisions all of them, also those that are not recorded
 * @param repeatables all of them
 * @param current the repeatables that are recorded as applied
 */
public record WrittenSql(List<RevisionDefinition> revisions, Repeatables repeatables, List<RepeatableContent> current) {

    public WrittenSql {
        revisions = List.copyOf(revisions);
        current = List.copyOf(current);
    }
}
