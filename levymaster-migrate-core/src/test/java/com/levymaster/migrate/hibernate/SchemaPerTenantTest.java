package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An application with Hibernate's multi-tenancy by schema, whose tenants are those of the migrations. */
class SchemaPerTenantTest {

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    private final TenantMigrator tenants = Migrator.builder(database.dataSource())
            .scripts(List.of(new RevisionDefinition(RevisionHeader.of("n1"), true, CreateNote::new)))
            .build()
            .forTenants(() -> List.of("acme", "globex"));

    @Test
    void the_entities_of_each_tenant_are_in_the_tables_that_its_revisions_created() {
        database.execute("drop schema if exists acme, globex cascade", "create schema acme", "create schema globex");
        tenants.upgrade();

        try (SessionFactory factory = factory()) {
            for (String tenant : tenants.tenants()) {
                try (Session session =
                        factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
                    session.beginTransaction();
                    session.persist(new Note(1, "of " + tenant));
                    session.getTransaction().commit();
                }
            }
            for (String tenant : tenants.tenants()) {
                try (Session session =
                        factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
                    assertThat(session.createSelectionQuery("from Note", Note.class)
                                    .getResultList())
                            .extracting(note -> note.text)
                            .containsExactly("of " + tenant);
                }
            }
        }
        assertThat(database.jdbc()
                        .sql("select text from globex.note")
                        .query(String.class)
                        .single())
                .isEqualTo("of globex");
    }

    @Test
    void the_entities_are_compared_with_the_schema_of_one_tenant() {
        database.execute("drop schema if exists acme, globex cascade", "create schema acme", "create schema globex");
        tenants.upgrade();
        database.execute("alter table globex.note drop column text");
        DesiredModel model = MappedEntities.model(database, Note.class);

        assertThat(tenants.forTenant("acme")
                        .compareEntities(model, AutogenerateOptions.DEFAULT)
                        .operations())
                .isEmpty();
        assertThat(tenants.forTenant("globex")
                        .compareEntities(model, AutogenerateOptions.DEFAULT)
                        .operations())
                .hasSize(1)
                .allSatisfy(operation -> assertThat(operation.describe()).contains("add column", "text"));
    }

    private static SessionFactory factory() {
        Configuration configuration =
                new Configuration().addAnnotatedClass(Note.class).setProperty("hibernate.hbm2ddl.auto", "none");
        configuration.getProperties().put("hibernate.multi_tenant_connection_provider", new SchemaConnections());
        return configuration.buildSessionFactory();
    }

    @Entity(name = "Note")
    static class Note {

        @Id
        private long id;

        @Column(columnDefinition = "text")
        private @Nullable String text;

        Note() {}

        Note(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** The connections of a tenant, whose schema is that of its name. */
    private static final class SchemaConnections implements MultiTenantConnectionProvider<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public Connection getAnyConnection() throws SQLException {
            return database.connection();
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public Connection getConnection(String tenant) throws SQLException {
            Connection connection = database.connection();
            connection.setSchema(tenant);
            return connection;
        }

        @Override
        public void releaseConnection(String tenant, Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class CreateNote implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("note", t -> {
                t.column("id", bigint()).notNull();
                t.column("text", text());
                t.primaryKey("pk_note").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
