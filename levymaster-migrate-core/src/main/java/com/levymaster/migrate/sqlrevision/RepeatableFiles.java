package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.sqlrevision.SqlRevisionParser.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Repeatables that are written as SQL files, such as {@code db/repeatables/district_totals.sql}:
 *
 * <pre>{@code
 * -- depends_on: county_names
 *
 * create view district_totals as select …;
 *
 * -- downgrade
 * drop view if exists district_totals;
 * }</pre>
 *
 * <p>The name is that of the file, without {@code R__} at its beginning, or the one in {@code -- repeatable: NAME}. With a
 * section {@code -- downgrade} it is removed before it is applied again; without one its statements must replace what is there.
 */
public final class RepeatableFiles {

    private RepeatableFiles() {}

    /**
     * Reads repeatables.
     *
     * @param files the contents by file name, in UTF-8
     * @param placeholders the values by name
     * @throws com.levymaster.migrate.error.MigrationException with all faults of all files and their lines
     */
    public static Repeatables read(Map<String, byte[]> files, Map<String, String> placeholders) {
        List<Repeatable> repeatables = SqlFiles.read(files, FileKind.REPEATABLE, placeholders).stream()
                .map(SqlRevision::repeatable)
                .toList();
        return Repeatables.of(repeatables, recorded -> recorded(recorded, placeholders));
    }

    private static Repeatable recorded(RepeatableContent content, Map<String, String> placeholders) {
        byte[] bytes = content.text().getBytes(StandardCharsets.UTF_8);
        return SqlFiles.read(Map.of(content.name(), bytes), FileKind.RECORDED, placeholders)
                .get(0)
                .repeatable()
                .recordedAs(content);
    }
}
