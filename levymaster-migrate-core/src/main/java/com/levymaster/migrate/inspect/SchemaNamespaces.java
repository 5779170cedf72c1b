package com.levymaster.migrate.inspect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultGrant;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Security;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schemas and extensions of a database, from which the {@link CatalogQueries} are created. */
record SchemaNamespaces(
        int version,
        @Nullable String currentSchema,
        List<String> names,
        List<String> oids,
        List<String> extensions,
        List<String> extensionSchemas,
        List<Grants> grants,
        List<String> initialGrants,
        List<String> defaultPrivileges) {

    private static final String SQL = """
            select pg_catalog.current_setting('server_version_num')::pg_catalog.int4 operator(pg_catalog./) 10000 as version,
              pg_catalog.current_schema() as current_schema,
              array(select n.nspname::pg_catalog.text from pg_catalog.pg_namespace n where %1$s order by n.oid) as names,
              array(select n.oid::pg_catalog.text from pg_catalog.pg_namespace n where %1$s order by n.oid) as oids,
              array(select e.extname::pg_catalog.text from pg_catalog.pg_extension e
                    where e.extname operator(pg_catalog.<>) 'plpgsql' order by e.oid) as extensions,
              array(select n.nspname::pg_catalog.text from pg_catalog.pg_extension e
                    join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) e.extnamespace
                    where e.extname operator(pg_catalog.<>) 'plpgsql' order by e.oid) as extension_schemas,
              array(select v.name from pg_catalog.pg_namespace n
                    cross join lateral pg_catalog.aclexplode(n.nspacl) a
                    cross join lateral (values (1, n.nspname::pg_catalog.text),
                      (2, case when a.grantee operator(pg_catalog.=) 0 then 'public'
                        else pg_catalog.pg_get_userbyid(a.grantee)::pg_catalog.text end),
                      (3, a.privilege_type), (4, a.is_grantable::pg_catalog.text)) v (n, name)
                    where %1$s and a.grantee operator(pg_catalog.<>) n.nspowner and not exists (
                      select from pg_catalog.pg_init_privs i cross join lateral pg_catalog.aclexplode(i.initprivs) b
                      where i.objoid operator(pg_catalog.=) n.oid
                        and i.classoid operator(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
                        and b.grantee operator(pg_catalog.=) a.grantee and b.privilege_type operator(pg_catalog.=) a.privilege_type)
                    order by n.oid, a.grantee, a.privilege_type, v.n) as grants,
              array(select v.name from pg_catalog.pg_namespace n
                    join pg_catalog.pg_init_privs i on i.objoid operator(pg_catalog.=) n.oid
                      and i.classoid operator(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
                    cross join lateral pg_catalog.aclexplode(i.initprivs) b
                    cross join lateral (values (1, n.nspname::pg_catalog.text),
                      (2, case when b.grantee operator(pg_catalog.=) 0 then 'public'
                        else pg_catalog.pg_get_userbyid(b.grantee)::pg_catalog.text end),
                      (3, b.privilege_type),
                      (4, case when exists (
                        select from pg_catalog.aclexplode(n.nspacl) a
                        where b.grantee operator(pg_catalog.=) a.grantee and b.privilege_type operator(pg_catalog.=) a.privilege_type)
                        then 'held' else 'revoked' end)) v (n, name)
                    where %1$s and b.grantee operator(pg_catalog.<>) n.nspowner
                    order by n.oid, b.grantee, b.privilege_type, v.n) as initial_grants,
              array(select v.name from pg_catalog.pg_roles me
                    cross join lateral (
                      select coalesce(n.nspname, '') as schema, k.objects, d.defaclacl as acl
                      from pg_catalog.pg_default_acl d
                      join (values ('r', 'tables'), ('S', 'sequences'), ('f', 'functions'), ('T', 'types'), ('n', 'schemas'))
                        k (type, objects) on k.type operator(pg_catalog.=) d.defaclobjtype::pg_catalog.text
                      left join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) d.defaclnamespace
                      where d.defaclrole operator(pg_catalog.=) me.oid
                      union all
                      select '', k.objects, pg_catalog.acldefault(k.type::pg_catalog."char", me.oid)
                      from (values ('f', 'functions'), ('T', 'types')) k (type, objects)
                      where not exists (
                        select from pg_catalog.pg_default_acl d
                        where d.defaclrole operator(pg_catalog.=) me.oid
                          and d.defaclnamespace operator(pg_catalog.=) 0
                          and d.defaclobjtype::pg_catalog.text operator(pg_catalog.=) k.type)) p
                    cross join lateral pg_catalog.aclexplode(p.acl) a
                    cross join lateral (values (1, p.schema::pg_catalog.text), (2, p.objects),
                      (3, case when a.grantee operator(pg_catalog.=) 0 then 'public'
                        else pg_catalog.pg_get_userbyid(a.grantee)::pg_catalog.text end),
                      (4, a.privilege_type)) v (n, name)
                    where me.rolname operator(pg_catalog.=) current_user and a.grantee operator(pg_catalog.<>) me.oid
                    order by p.schema, p.objects, a.grantee, a.privilege_type, v.n) as default_grants
            """;

    private static final String APPLICATION =
            "n.nspname operator(pg_catalog.<>) 'information_schema' and not pg_catalog.starts_with(n.nspname, 'pg_')";

    private static final String CHOSEN = "n.nspname operator(pg_catalog.=) any (array[:chosen]::pg_catalog._text)";

    private static final String BELONGS_TO_EXTENSION = """
             and not exists (select from pg_catalog.pg_depend d where d.objid operator(pg_catalog.=) n.oid
              and d.deptype operator(pg_catalog.=) 'e'
              and d.classid operator(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass)""";

    static SchemaNamespaces read(JdbcClient jdbc, InspectionScope scope) {
        Set<String> chosen = new TreeSet<>(scope.schemas());
        String given = scope.defaultSchema();
        String condition = (chosen.isEmpty() ? APPLICATION : CHOSEN) + BELONGS_TO_EXTENSION;
        return jdbc.sql(SQL.formatted(condition))
                .param("chosen", chosen)
                .query((result, n) -> read(new Row(result), given))
                .single();
    }

    private static SchemaNamespaces read(Row row, @Nullable String given) throws SQLException {
        int version = (int) row.number("version");
        return new SchemaNamespaces(
                version,
                given == null ? row.textOrNull("current_schema") : given,
                row.texts("names"),
                row.texts("oids"),
                row.texts("extensions"),
                row.texts("extension_schemas"),
                grants(version, row),
                row.texts("initial_grants"),
                row.texts("default_grants"));
    }

    /** The privileges on schemas, without the defaults of a new database, such as usage of {@code public}. */
    private static List<Grants> grants(int version, Row row) throws SQLException {
        Map<String, List<String>> triples = new TreeMap<>();
        List<String> quads = row.texts("grants");
        for (int i = 0; i < quads.size(); i += 4) {
            triples.computeIfAbsent(quads.get(i), schema -> new ArrayList<>()).addAll(quads.subList(i + 1, i + 4));
        }
        List<Grants> grants = new ArrayList<>();
        triples.forEach(
                (schema, of) -> grants.add(Grants.read(version, GrantableKind.SCHEMA, ObjectName.of(schema), of)));
        return grants;
    }

    private Set<DefaultGrant> defaultGrants() {
        Set<DefaultGrant> found = new HashSet<>();
        for (int i = 0; i < defaultPrivileges.size(); i += 4) {
            String schema = defaultPrivileges.get(i);
            found.addAll(SecurityEffects.defaults(
                    version,
                    schema.isEmpty() ? null : schema,
                    List.of(defaultPrivileges.get(i + 3)),
                    defaultPrivileges.get(i + 1),
                    defaultPrivileges.get(i + 2)));
        }
        return found;
    }

    /** @param state {@code held} or {@code revoked}, or both */
    private Set<Grant> initial(String... state) {
        Set<Grant> found = new HashSet<>();
        for (int i = 0; i < initialGrants.size(); i += 4) {
            if (List.of(state).contains(initialGrants.get(i + 3))) {
                found.add(new Grant(
                        GrantableKind.SCHEMA,
                        ObjectName.of(initialGrants.get(i)),
                        initialGrants.get(i + 2).toLowerCase(Locale.ROOT),
                        initialGrants.get(i + 1)));
            }
        }
        return found;
    }

    CatalogQueries queries(JdbcClient jdbc) {
        return new CatalogQueries(jdbc, version, defaultSchema(), "{" + String.join(",", oids) + "}");
    }

    /** A schema with only the namespaces, their privileges, and the extensions. */
    DatabaseSchema empty() {
        Map<String, Extension> found = new TreeMap<>();
        for (int i = 0; i < extensions.size(); i++) {
            String schema = extensionSchemas.get(i);
            String name = extensions.get(i);
            found.put(name, new Extension(name, schema.equals(defaultSchema()) ? null : schema));
        }
        return DatabaseSchema.empty(defaultSchema())
                .withServerVersion(version)
                .withSchemas(Set.copyOf(names))
                .withExtensions(found)
                .withGrants(grants.stream().flatMap(g -> g.all().stream()).collect(Collectors.toSet()))
                .withSecurity(Security.INITIAL
                        .withDefaultGrants(defaultGrants())
                        .withInitialGrants(initial("held", "revoked"), initial("revoked"))
                        .withGrantable(grants.stream()
                                .flatMap(g -> g.grantable().stream())
                                .collect(Collectors.toSet())));
    }

    private String defaultSchema() {
        if (currentSchema == null) {
            throw new MigrationException(
                    "No default schema: none is configured, and the connection's search_path names none that exists.",
                    "configure the default schema, or let the role's search_path name a schema that exists.");
        }
        return currentSchema;
    }
}
