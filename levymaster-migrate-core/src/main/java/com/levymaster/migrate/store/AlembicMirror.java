package com.levymaster.migrate.store;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of Alembic's version table, which are the applied revisions that no other applied one needs, in the same
 * statements that write the rows of this library's.
 */
final class AlembicMirror {

    /** The length of Alembic's column. */
    private static final int MAX_LENGTH = 32;

    private final RevisionGraph graph;
    private final Set<String> known;
    private final String table;
    private final String constraint;
    private final String versions;

    private AlembicMirror(AlembicTable alembic, TableNames tables, RevisionGraph graph) {
        this.graph = graph;
        this.known = alembic.heads().isEmpty() ? ids(graph.headers()) : ids(graph.ancestors(alembic.heads()));
        String schema = alembic.schema() == null ? tables.schema() : alembic.schema();
        this.table = (schema == null ? "" : TableNames.quote(schema) + ".") + TableNames.quote(alembic.name());
        this.constraint = TableNames.quote(alembic.name() + "_pkc");
        this.versions = tables.qualifiedVersion();
    }

    /**
     * @return {@code null} if Alembic's table is not kept in step
     * @throws MigrationException if a head does not exist, or Alembic's column is too short for an id
     */
    static @Nullable AlembicMirror of(TableNames tables, RevisionGraph graph) {
        AlembicTable alembic = tables.alembic();
        if (alembic == null) {
            return null;
        }
        List<String> missing =
                alembic.heads().stream().filter(id -> graph.find(id).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    "levymaster.migrate.alembic.heads names revisions that do not exist: " + String.join(", ", missing)
                            + ". Nothing was changed.",
                    "name the heads of the revisions that Alembic has files of, or remove the property.");
        }
        AlembicMirror mirror = new AlembicMirror(alembic, tables, graph);
        List<String> replacing = graph.headers().stream()
                .filter(header ->
                        mirror.known.contains(header.id()) && !header.replaces().isEmpty())
                .map(RevisionHeader::title)
                .toList();
        if (!replacing.isEmpty()) {
            throw new MigrationException(
                    "Revisions replace others that Alembic sees: " + String.join(", ", replacing)
                            + ". Nothing was changed.",
                    "end Alembic's part with levymaster.migrate.alembic.heads below them, or remove the property if Alembic no"
                            + " longer runs.");
        }
        List<String> tooLong =
                mirror.known.stream().filter(id -> id.length() > MAX_LENGTH).toList();
        if (!tooLong.isEmpty()) {
            throw new MigrationException(
                    "Ids are longer than the " + MAX_LENGTH + " characters of Alembic's version table: "
                            + String.join(", ", tooLong) + ". Nothing was changed.",
                    "shorten them, or leave them out of what Alembic sees with levymaster.migrate.alembic.heads.");
        }
        return mirror;
    }

    String table() {
        return table;
    }

    /** Creates the table as Alembic does. */
    String create() {
        return "create table if not exists " + table + " (version_num pg_catalog.varchar(" + MAX_LENGTH
                + ") not null, constraint " + constraint + " primary key (version_num))";
    }

    /** The statement that records a revision as applied, which replaces those that it needs in Alembic's table. */
    String recording(String id, String statement) {
        if (!known.contains(id)) {
            return statement;
        }
        Set<String> ancestors = ids(graph.ancestors(List.of(id)));
        ancestors.remove(id);
        return "with " + deleting(ancestors) + inserting("select " + TableNames.text(id)) + " " + statement;
    }

    /** The statement that removes a revision, which gives way to those that it needed and no other applied one needs. */
    String forgetting(String id, String statement) {
        if (!known.contains(id)) {
            return statement;
        }
        String bared = graph.needs(id).stream()
                .map(need -> "select " + TableNames.text(need.id()) + " where " + isBared(need.id(), id))
                .collect(Collectors.joining(" union all "));
        return "with " + deleting(Set.of(id)) + (bared.isEmpty() ? "alembic_records as (select)" : inserting(bared))
                + " " + statement;
    }

    private String isBared(String need, String without) {
        Set<String> others = ids(graph.neededBy(need));
        others.remove(without);
        others.retainAll(known);
        return "exists (select from " + versions + " where revision operator(pg_catalog.=) " + TableNames.text(need)
                + ")"
                + (others.isEmpty()
                        ? ""
                        : " and not exists (select from " + versions + " where revision operator(pg_catalog.=) "
                                + any(others) + ")");
    }

    /** The statement that removes all revisions. */
    String forgettingAll(String statement) {
        return "with alembic_forgets as (delete from " + table + ") " + statement;
    }

    private String deleting(Collection<String> ids) {
        return ids.isEmpty()
                ? ""
                : "alembic_forgets as (delete from " + table
                        + " where version_num::pg_catalog.text operator(pg_catalog.=) " + any(ids) + "), ";
    }

    private String inserting(String rows) {
        return "alembic_records as (insert into " + table + " (version_num) select n.id from (" + rows
                + ") n(id) where not exists (select from " + table
                + " v where v.version_num::pg_catalog.text operator(pg_catalog.=) n.id))";
    }

    private static String any(Collection<String> ids) {
        return "any (array[" + ids.stream().sorted().map(TableNames::text).collect(Collectors.joining(", ")) + "])";
    }

    private static Set<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).collect(Collectors.toSet());
    }
}
