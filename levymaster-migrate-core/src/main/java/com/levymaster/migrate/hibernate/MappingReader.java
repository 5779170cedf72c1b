package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.autogenerate.DesiredModel.ReversibleSql;
import com.levymaster.migrate.diff.ExplicitName;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UserDefinedObjectType;
import org.hibernate.mapping.UserDefinedType;

/** Converts Hibernate's metadata to the desired model. The metadata is complete once the session factory is created. */
final class MappingReader {

    /** The default schema until {@link DesiredModel} is qualified for a database. */
    private static final String DEFAULT_SCHEMA = "public";

    private final Metadata metadata;
    private final SqlStringGenerationContext context;
    private final Dialect dialect;
    private final IdentifierFolding names;
    private final KeyReader keys;
    private final IndexReader indexes;
    private final CheckReader checks;
    private final ColumnReader columns;
    private final ValueReader values;
    private final OverriddenEnums overridden;

    private final Set<ExplicitName> explicitNames = new HashSet<>();
    private final Map<ObjectName, List<String>> initialRows = new LinkedHashMap<>();
    private final Map<ObjectName, List<ReversibleSql>> afterEnums = new LinkedHashMap<>();
    private final List<Sequence> serials = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    MappingReader(Metadata metadata, SessionFactoryImplementor factory, NamingConvention naming) {
        this.metadata = metadata;
        this.context = factory.getSqlStringGenerationContext();
        this.dialect = factory.getJdbcServices().getDialect();
        var schema = context.getDefaultSchema();
        this.names = new IdentifierFolding(schema == null ? null : IdentifierFolding.fold(schema));
        this.columns = new ColumnReader(metadata, dialect);
        this.keys = new KeyReader(names, naming, columns, metadata);
        this.indexes = new IndexReader(naming, dialect);
        this.values = new ValueReader(metadata, factory, columns, names);
        this.checks = new CheckReader(columns, dialect, naming);
        this.overridden = new OverriddenEnums(metadata, columns);
    }

    DesiredModel read() {
        DatabaseSchema schema = DatabaseSchema.empty(DEFAULT_SCHEMA);
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            schema = withNamespace(schema, namespace);
        }
        for (AuxiliaryDatabaseObject object : metadata.getDatabase().getAuxiliaryDatabaseObjects()) {
            if (object.appliesToDialect(dialect)) {
                schema = withAuxiliary(schema, object);
            }
        }
        var renames = new RenameReader(metadata, names).read();
        return new DesiredModel(
                schema,
                explicitNames,
                renames,
                initialRows,
                afterEnums,
                values.values(),
                new EntityReader(metadata, names).read(),
                notes);
    }

    private DatabaseSchema withNamespace(DatabaseSchema schema, Namespace namespace) {
        DatabaseSchema all = schema;
        String name = names.schema(namespace.getPhysicalName().schema());
        if (name != null) {
            Set<String> schemas = new HashSet<>(all.schemas());
            schemas.add(name);
            all = all.withSchemas(schemas);
        }
        for (UserDefinedType type : namespace.getDependencyOrderedUserDefinedTypes()) {
            all = withComposite(all, type);
        }
        for (var sequence : namespace.getSequences()) {
            all = all.with(sequence(sequence));
        }
        Map<ObjectName, com.levymaster.migrate.schema.Table> tables = new LinkedHashMap<>(all.tables());
        for (Table table : namespace.getTables()) {
            if (table.isPhysicalTable() && !table.isView()) {
                var read = table(table);
                tables.put(read.name(), read);
            }
        }
        all = all.withTables(tables);
        for (var serial : serials) {
            all = all.with(serial);
        }
        return all;
    }

    private DatabaseSchema withComposite(DatabaseSchema schema, UserDefinedType type) {
        return composite(type).map(schema::with).orElse(schema);
    }

    /** Returns the composite type; empty if PostgreSQL needs no such type. */
    private Optional<CompositeType> composite(UserDefinedType type) {
        boolean created = dialect.getUserDefinedTypeExporter().getSqlCreateStrings(type, metadata, context).length > 0;
        return created && type instanceof UserDefinedObjectType object
                ? Optional.of(CompositeType.of(
                        names.object(type.getQualifiedName(context)),
                        object.getColumns().stream()
                                .map(column -> columns.read(column, false))
                                .map(column -> new CompositeType.Attribute(
                                        column.name(), column.type(), column.collation(), null))
                                .toList()))
                : Optional.empty();
    }

    private com.levymaster.migrate.schema.Table table(Table table) {
        OptionsParser options = OptionsParser.of(table.getOptions());
        ObjectName name = names.table(table);
        table.getColumns().forEach(column -> values.read(table, column));
        values.readReferences(table);
        table.getColumns().stream()
                .filter(column -> !columns.hasType(column))
                .forEach(column -> notes.add("The column " + name + "." + IdentifierFolding.column(column)
                        + " is not compared, because Hibernate has no name for its type; state one with"
                        + " @Column(columnDefinition = …)"));
        TableBuilder builder = new TableBuilder(
                name,
                keyFirst(table)
                        .map(column -> columns.read(column, isKey(table, column)))
                        .map(column -> resolveSerial(name, column))
                        .toList(),
                new Options(false, options.tablespace(), options.partitionBy(), List.of(), options.storage()),
                ColumnReader.comment(table.getComment()));
        keys.readPrimaryKey(table, builder);
        keys.readUniqueKeys(table, builder);
        keys.readForeignKeys(table, builder);
        indexes.read(table, builder);
        checks.read(table, builder);
        explicitNames.addAll(builder.explicitNames());
        List<String> rows = table.getInitCommands(context).stream()
                .flatMap(command -> Arrays.stream(command.initCommands()))
                .toList();
        if (!rows.isEmpty()) {
            initialRows.put(builder.name(), rows);
        }
        return builder.build();
    }

    /** Returns the columns, those of the primary key first. */
    private static Stream<org.hibernate.mapping.Column> keyFirst(Table table) {
        return table.getColumns().stream().sorted(Comparator.comparing(column -> !isKey(table, column)));
    }

    private Column resolveSerial(ObjectName table, Column column) {
        if (!SerialColumn.isSerial(column)) {
            return column;
        }
        SerialColumn serial = new SerialColumn(table, column);
        serials.add(serial.sequence());
        return serial.column();
    }

    private static boolean isKey(Table table, org.hibernate.mapping.Column column) {
        return table.getPrimaryKey() != null && table.getPrimaryKey().containsColumn(column);
    }

    private Sequence sequence(org.hibernate.boot.model.relational.Sequence sequence) {
        OptionsParser options = OptionsParser.of(sequence.getOptions());
        Long cache = options.number("cache");
        return Sequence.of(
                names.object(sequence.getName()),
                new SequenceOptions(
                        sequence.getInitialValue(),
                        sequence.getIncrementSize(),
                        options.number("minvalue"),
                        options.number("maxvalue"),
                        cache == null ? 1 : cache,
                        options.has("cycle") && !options.has("no", "cycle")));
    }

    private DatabaseSchema withAuxiliary(DatabaseSchema schema, AuxiliaryDatabaseObject object) {
        List<String> creates = List.of(object.sqlCreateStrings(context));
        EnumType type = EnumDdlParser.parse(creates.get(0), names);
        if (type == null) {
            notes.add("A database object of the mapping is not created by autogenerate; add it to a revision with"
                    + " op.execute(…): " + creates.get(0));
            return schema;
        }
        if (overridden.contains(type.name(), schema)) {
            return schema;
        }
        List<ReversibleSql> casts = creates.stream()
                .skip(1)
                .map(EnumDdlParser::cast)
                .sorted(Comparator.comparing(ReversibleSql::sql))
                .toList();
        if (!casts.isEmpty()) {
            afterEnums.put(type.name(), casts);
        }
        return schema.with(type);
    }
}
