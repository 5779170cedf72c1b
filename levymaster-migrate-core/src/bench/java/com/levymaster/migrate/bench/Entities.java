package com.levymaster.migrate.bench;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.hibernate.EntityModelIntegrator;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.testing.Compiled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A number of entities, each with eight columns, two indexes and a foreign key, ten of them to the first of the ten
 * (Liquibase's stack overflows at a long chain). Hibernate is started with them once.
 */
final class Entities implements AutoCloseable {

    private final DelegatingDataSource dataSource;
    private final StandardServiceRegistry registry;
    private final Metadata metadata;
    private final SessionFactory factory;
    private @Nullable DesiredModel model;

    /** Creates their tables. */
    Entities(int number, DelegatingDataSource dataSource) {
        this.dataSource = dataSource;
        Compiled compiled = compiled(number);
        var bootstrap = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(compiled.loader())
                .applyIntegrator(
                        new EntityModelIntegrator(NamingConvention.DEFAULT, (name, found) -> model = found.get()))
                .build();
        registry = new StandardServiceRegistryBuilder(bootstrap)
                .applySetting("hibernate.connection.datasource", dataSource)
                .applySetting("hibernate.hbm2ddl.auto", "create-only")
                .build();
        MetadataSources sources = new MetadataSources(registry);
        compiled.names().forEach(name -> sources.addAnnotatedClass(compiled.type(name)));
        metadata = sources.buildMetadata();
        factory = metadata.buildSessionFactory();
    }

    DelegatingDataSource dataSource() {
        return dataSource;
    }

    DesiredModel model() {
        return Objects.requireNonNull(model);
    }

    /**
     * What {@code ddl-auto=update} does at a start.
     *
     * @param strategy how the database is read: {@code grouped}, which is the default, or table by table
     */
    void update(String strategy) {
        Map<String, Object> settings = Map.of(
                "hibernate.hbm2ddl.auto", "update", "hibernate.hbm2ddl.jdbc_metadata_extraction_strategy", strategy);
        SchemaManagementToolCoordinator.process(metadata, registry, settings, action -> {});
    }

    @Override
    public void close() {
        factory.close();
        StandardServiceRegistryBuilder.destroy(registry);
    }

    private static Compiled compiled(int number) {
        return Compiled.leniently(sources(number));
    }

    /** By class name. */
    static Map<String, String> sources(int number) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (int i = 1; i <= number; i++) {
            sources.put("entities." + name(i), source(i));
        }
        return sources;
    }

    private static String name(int number) {
        return "E" + Corpus.id(number).substring(1);
    }

    private static String source(int number) {
        String table = Corpus.table(number);
        List<String> lines = new ArrayList<>(List.of(
                "package entities;",
                "import jakarta.persistence.*;",
                "@Entity @Table(name = \"" + table + "\", indexes = {",
                "  @Index(name = \"ix_" + table + "_parcel_number\", columnList = \"parcel_number\"),",
                "  @Index(name = \"ix_" + table + "_tax_year\", columnList = \"tax_year, exempt\")})",
                "public class " + name(number) + " {",
                "  @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;",
                "  @Column(name = \"parcel_number\", nullable = false, length = 40) String parcelNumber;",
                "  @Column(name = \"owner_name\", length = 120) String ownerName;",
                "  @Column(name = \"assessed_value\", nullable = false, precision = 14, scale = 2)"
                        + " java.math.BigDecimal assessedValue;",
                "  @Column(name = \"levy_rate\", precision = 12, scale = 6) java.math.BigDecimal levyRate;",
                "  @Column(name = \"tax_year\") int taxYear;",
                "  @Column(name = \"exempt\") boolean exempt;",
                "  @ManyToOne(fetch = FetchType.LAZY) @JoinColumn(name = \"previous_id\","
                        + " foreignKey = @ForeignKey(name = \"fk_" + table + "_previous\"))",
                "  " + name(number - (number - 1) % 10) + " previous;",
                "}"));
        return String.join("\n", lines);
    }
}
