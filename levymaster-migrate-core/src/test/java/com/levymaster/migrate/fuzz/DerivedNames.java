package com.levymaster.migrate.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names that the server derives from those of other objects when it creates an object, and keeps when these are
 * renamed: of the sequence of an identity column, and of the index of a partition that belongs to an index of its table.
 *
 * @param owners what an object belongs to, by its qualified name
 */
record DerivedNames(Map<String, String> owners) {

    private static final String SQL = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname),
              coalesce('identity of ' || (select d.refobjid::regclass || '.' || quote_ident(a.attname) from pg_depend d
                 join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                 where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i' and c.relkind = 'S'),
                (select 'part of ' || h.inhparent::regclass || ' on ' || i.indrelid::regclass from pg_inherits h
                 join pg_index i on i.indexrelid = h.inhrelid where h.inhrelid = c.oid)) as owner
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('S', 'i', 'I')""";

    /** A new table has no rows: the constraints that it inherits are valid, even if that of the parent is not. */
    private static final String INHERITED = " not local inherited";

    private static final String INHERITED_NOT_VALID = " NOT VALID" + INHERITED;

    static DerivedNames read(Connection connection) throws SQLException {
        Map<String, String> owners = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                if (rows.getString(2) != null) {
                    owners.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return new DerivedNames(owners);
    }

    CatalogFingerprint replacedIn(CatalogFingerprint fingerprint) {
        return new CatalogFingerprint(
                fingerprint.lines().stream().map(this::replacedIn).collect(Collectors.toCollection(TreeSet::new)));
    }

    private String replacedIn(String fact) {
        String line = fact.replace(INHERITED_NOT_VALID, INHERITED);
        String[] parts = line.split(" ", 2);
        for (Map.Entry<String, String> owner : owners.entrySet()) {
            String name = owner.getKey();
            if (parts[1].startsWith(name + ":")) {
                String rest = parts[1].substring(name.length());
                String simple = name.substring(name.indexOf('.', name.startsWith("\"") ? name.indexOf('"', 1) : 0) + 1);
                return parts[0] + " (" + owner.getValue() + ")"
                        + rest.replaceFirst("INDEX \\Q" + simple + "\\E ON", "INDEX ON");
            }
        }
        return line;
    }
}
