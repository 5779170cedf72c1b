package com.levymaster.migrate.hibernate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes entity classes for the tables and views of a database, as people write them: each states a part of what its table
 * has, and nothing that its table has not. Which part, the names decide.
 */
final class EntitiesOfDatabase {

    private static final String COLUMNS = """
            select n.nspname, c.relname, c.relkind, a.attname, format_type(a.atttypid, a.atttypmod) as type,
              b.typname as base, t.typtype, b.typtype as btype, (a.atttypmod - 4) as size, a.attnotnull, a.attidentity <> '' as identity, a.attgenerated <> '' as generated,
              pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null as serial,
              (select s.relname || ',' || sn.nspname || ',' || q.seqincrement from pg_depend e join pg_class s on s.oid = e.refobjid and s.relkind = 'S'
                join pg_namespace sn on sn.oid = s.relnamespace join pg_sequence q on q.seqrelid = s.oid where e.objid = d.oid and e.classid = 'pg_attrdef'::regclass) as named,
              pg_get_expr(d.adbin, d.adrelid) as default,
              exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)) as key,
              exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'u' and k.conkey = array[a.attnum]) as one,
              (select fn.nspname || ',' || f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] order by k.oid limit 1) as refers,
              (select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = b.oid) as labels
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              join pg_type t on t.oid = a.atttypid join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
              left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (select from pg_depend x where x.objid = c.oid and x.deptype = 'e')
            order by n.nspname, c.relname, a.attnum""";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("int8", "Long"),
            Map.entry("int4", "Integer"),
            Map.entry("int2", "Short"),
            Map.entry("numeric", "BigDecimal"),
            Map.entry("varchar", "String"),
            Map.entry("text", "String"),
            Map.entry("bpchar", "String"),
            Map.entry("bool", "Boolean"),
            Map.entry("date", "LocalDate"),
            Map.entry("timestamp", "LocalDateTime"),
            Map.entry("timestamptz", "Instant"),
            Map.entry("uuid", "UUID"),
            Map.entry("bytea", "byte[]"),
            Map.entry("float4", "Float"),
            Map.entry("float8", "Double"),
            Map.entry("jsonb", "String"),
            Map.entry("inet", "java.net.InetAddress"),
            Map.entry("_text", "String[]"),
            Map.entry("_varchar", "List<String>"));

    private static final Map<String, String> PRIMITIVES = Map.of(
            "Long", "long", "Integer", "int", "Short", "short", "Boolean", "boolean", "Float", "float", "Double",
            "double");

    private record Column(
            String name,
            String type,
            String base,
            boolean isEnum,
            boolean named,
            int size,
            boolean notNull,
            boolean counted,
            boolean generated,
            String sequence,
            String defaultValue,
            boolean key,
            boolean unique,
            String refers,
            String labels) {}

    private final Map<String, List<Column>> tables = new TreeMap<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final String packageName;

    private EntitiesOfDatabase(String packageName) {
        this.packageName = packageName;
    }

    /** The sources by class name. */
    static Map<String, String> of(Connection connection, String packageName) throws SQLException {
        EntitiesOfDatabase entities = new EntitiesOfDatabase(packageName);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                entities.add(row);
            }
        }
        Map<String, String> sources = new TreeMap<>();
        entities.tables.keySet().stream()
                .filter(table -> !entities.columns(table).isEmpty())
                .forEach(table -> sources.put(packageName + "." + className(table), entities.source(table)));
        return sources;
    }

    private void add(ResultSet row) throws SQLException {
        String table = row.getString("nspname") + "," + row.getString("relname");
        kinds.put(table, row.getString("relkind"));
        tables.computeIfAbsent(table, key -> new ArrayList<>())
                .add(new Column(
                        row.getString("attname"),
                        row.getString("type"),
                        row.getString("base"),
                        row.getString("btype").equals("e"),
                        row.getString("typtype").equals("d"),
                        row.getInt("size"),
                        row.getBoolean("attnotnull"),
                        row.getBoolean("identity") || row.getBoolean("serial") && row.getBoolean("key"),
                        row.getBoolean("generated"),
                        row.getString("named"),
                        row.getString("default"),
                        row.getBoolean("key"),
                        row.getBoolean("one"),
                        row.getString("refers"),
                        row.getString("labels")));
    }

    private List<Column> columns(String table) {
        return tables.getOrDefault(table, List.of()).stream()
                .filter(column -> column.isEnum || TYPES.containsKey(column.base))
                .toList();
    }

    private String source(String table) {
        List<Column> columns = columns(table);
        List<Column> keys = columns.stream().filter(Column::key).toList();
        boolean view = "vm".contains(kinds.get(table));
        StringBuilder body = new StringBuilder();
        for (Column column : columns) {
            boolean id = keys.isEmpty() ? column == columns.get(0) : column.key;
            body.append(field(table, column, id, keys.size() > 1));
        }
        String[] name = table.split(",");
        return "package " + packageName
                + ";\nimport jakarta.persistence.*;\nimport java.math.BigDecimal;\nimport java.time.*;\n"
                + "import java.util.*;\nimport org.hibernate.annotations.Generated;\nimport org.hibernate.annotations.JdbcTypeCode;\n"
                + "import org.hibernate.annotations.ColumnDefault;\nimport org.hibernate.type.SqlTypes;\n"
                + (view ? "@org.hibernate.annotations.Immutable\n" : "")
                + (keys.size() > 1 ? "@IdClass(" + className(table) + ".Key.class)\n" : "")
                + "@Entity\n@Table(name = \"" + quoted(name[1]) + "\""
                + (name[0].equals("public") ? "" : ", schema = \"" + quoted(name[0]) + "\"") + ")\nclass "
                + className(table) + " {\n" + body + (keys.size() > 1 ? keyClass(keys) : "") + "}\n";
    }

    private String field(String table, Column column, boolean id, boolean composite) {
        int style = Math.floorMod((table + column.name).hashCode(), 12);
        List<String> annotations = new ArrayList<>();
        List<String> states = new ArrayList<>(List.of("name = \"" + quoted(column.name) + "\""));
        String type = Objects.requireNonNull(column.isEnum ? "E" + camel(column.name) : TYPES.get(column.base));
        if (column.isEnum) {
            annotations.add("enum " + type + " { " + column.labels + " }\n  @Enumerated(EnumType.STRING)");
            annotations.add("@JdbcTypeCode(SqlTypes.NAMED_ENUM)");
        }
        if (column.base.equals("bpchar") && style % 2 == 0) {
            annotations.add("@JdbcTypeCode(SqlTypes.CHAR)");
            states.add("length = " + column.size);
        } else if (column.isEnum || column.named || column.base.equals("bpchar")) {
            String definition = column.type
                    .replace("character(", "bpchar(")
                    .replaceFirst("^\"?([A-Za-z]+)\"?[.]\"?([A-Za-z_]+)\"?$", "\"$1\".\"$2\"");
            states.add("columnDefinition = \"" + definition.replace("\"", "\\\"") + "\"");
        }
        if (column.base.equals("jsonb")) {
            annotations.add("@JdbcTypeCode(SqlTypes.JSON)");
        }
        if (id) {
            annotations.add("@Id");
            generated(column, composite, annotations);
        } else if (column.notNull && style % 2 == 0) {
            states.add("nullable = false");
        }
        if (column.generated) {
            annotations.add("@Generated");
            states.add("insertable = false, updatable = false");
        }
        if (column.refers != null
                && !composite
                && (!id || style > 6)
                && column.base.startsWith("int")
                && !id
                && style % 3 > 0
                && numbered(column.refers)) {
            annotations.add("@ManyToOne(fetch = FetchType.LAZY)");
            return line(annotations, "JoinColumn", states, className(column.refers), column.name);
        }
        size(column, style, states);
        if (column.unique && style % 4 < 2) {
            states.add("unique = true");
        }
        if (!id
                && column.defaultValue != null
                && !column.generated
                && style % 4 == 0
                && column.defaultValue.matches("[\\d.]+|true|false")) {
            annotations.add("@ColumnDefault(\"" + column.defaultValue + "\")");
        }
        boolean primitive = !id && column.notNull && style % 3 == 1;
        return line(annotations, "Column", states, primitive ? PRIMITIVES.getOrDefault(type, type) : type, column.name);
    }

    private static void generated(Column column, boolean composite, List<String> annotations) {
        if (composite) {
            return;
        }
        if (column.base.equals("uuid")) {
            annotations.add("@GeneratedValue(strategy = GenerationType.UUID)");
        } else if (column.sequence != null) {
            String[] named = column.sequence.split(",");
            annotations.add("@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = \"" + named[0] + "\")");
            annotations.add(
                    "@SequenceGenerator(name = \"" + named[0] + "\", sequenceName = \"" + quoted(named[0]) + "\""
                            + (named[1].equals("public") ? "" : ", schema = \"" + quoted(named[1]) + "\"")
                            + ", allocationSize = "
                            + named[2] + ")");
        } else if (column.counted) {
            annotations.add("@GeneratedValue(strategy = GenerationType.IDENTITY)");
        }
    }

    private static void size(Column column, int style, List<String> states) {
        if (column.base.equals("varchar") && !column.named && style % 3 == 0 && column.size > 0) {
            states.add("length = " + column.size);
        }
        if (column.base.equals("numeric") && !column.named && style % 3 == 0 && column.size > 0) {
            states.add("precision = " + (column.size >> 16) + ", scale = " + (column.size & 0xffff));
        }
    }

    /** Whether the table has one key that other entities can refer to. */
    private boolean numbered(String table) {
        List<Column> keys = columns(table).stream().filter(Column::key).toList();
        return keys.size() == 1 && keys.get(0).refers == null;
    }

    private static String line(
            List<String> annotations, String kind, List<String> states, String type, String columnName) {
        return "  " + String.join("\n  ", annotations) + "\n  @" + kind + "(" + String.join(", ", states) + ")\n  "
                + type + " f" + camel(columnName) + ";\n";
    }

    private static String keyClass(List<Column> keys) {
        StringBuilder fields = new StringBuilder();
        for (Column key : keys) {
            fields.append("    ")
                    .append(key.isEnum ? "E" + camel(key.name) : TYPES.get(key.base))
                    .append(" f")
                    .append(camel(key.name))
                    .append(";\n");
        }
        return "  static class Key implements java.io.Serializable {\n" + fields
                + "    public boolean equals(Object o) { return this == o; }\n    public int hashCode() { return 1; }\n  }\n";
    }

    private static String className(String table) {
        return "T" + camel(table.replace("public,", "").replace(',', '_'));
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+")) {
            camel.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "`" + name + "`";
    }
}
