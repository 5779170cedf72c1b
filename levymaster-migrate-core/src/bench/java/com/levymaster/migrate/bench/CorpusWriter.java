package com.levymaster.migrate.bench;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionIndex;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the revisions of a corpus in the way of each contestant. */
final class CorpusWriter {

    private static final String MASTER = "master.xml";

    private final Corpus corpus;

    CorpusWriter(Corpus corpus) {
        this.corpus = corpus;
    }

    /** The jar is written last, so that an interrupted corpus, or one from before there was a jar, is written again. */
    boolean isDone() {
        return Files.exists(corpus.jar());
    }

    void write() throws IOException {
        Path sources = Files.createDirectories(corpus.directory().resolve("sources"));
        List<Path> files = new ArrayList<>();
        for (int number = 1; number <= corpus.size(); number++) {
            files.add(write(sources, "R" + Corpus.id(number).substring(1) + ".java", source(number)));
            String sql = String.join(";\n", corpus.statements(number)) + ";\n";
            String version = String.format(Locale.ROOT, "V%05d__", number);
            write(corpus.flyway(), version + Corpus.table(number) + ".sql", sql);
            write(corpus.sql(), Corpus.id(number) + ".sql", sqlHeader(number) + sql);
            write(corpus.alembic().resolve("versions"), Corpus.id(number) + ".py", python(number));
            write(
                    corpus.liquibase(),
                    Corpus.id(number) + ".sql",
                    "--liquibase formatted sql\n\n--changeset bench:" + Corpus.id(number) + "\n" + sql);
        }
        new Sources(files).compile(corpus.classes());
        write(
                corpus.classes().resolve("META-INF"),
                Path.of(RevisionIndex.RESOURCE).getFileName().toString(),
                index());
        Alembic.writeEnvironment(corpus.alembic());
        write(corpus.liquibase(), MASTER, master());
        pack();
    }

    private void pack() throws IOException {
        Path whole = corpus.directory().resolve("revisions.part");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(whole));
                Stream<Path> files = Files.walk(corpus.classes())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(
                        corpus.classes().relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
            }
        }
        Files.move(whole, corpus.jar());
    }

    private static String sqlHeader(int number) {
        String down = number == 1 ? "" : "-- down_revision: " + Corpus.id(number - 1) + "\n";
        return "-- revision: " + Corpus.id(number) + "\n" + down + "-- message: number " + number + "\n\n-- upgrade\n";
    }

    private String python(int number) {
        String statements = corpus.statements(number).stream()
                .map(statement -> "    op.execute(\"\"\"" + statement + "\"\"\")\n")
                .collect(Collectors.joining());
        return """
            from alembic import op
            revision = '%s'
            down_revision = %s
            def upgrade():
            %s
            def downgrade():
                pass
            """.formatted(Corpus.id(number), number == 1 ? "None" : "'" + Corpus.id(number - 1) + "'", statements);
    }

    private static Path write(Path directory, String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(directory).resolve(name), text, StandardCharsets.UTF_8);
    }

    private String index() throws IOException {
        ClassLoader loader = Ours.loader(corpus.classes());
        List<Class<? extends Migration>> types = new ArrayList<>();
        for (int number = 1; number <= corpus.size(); number++) {
            types.add(type(loader, "corpus.R" + Corpus.id(number).substring(1)));
        }
        return RevisionIndex.of(types);
    }

    private static Class<? extends Migration> type(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name).asSubclass(Migration.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private String master() {
        StringBuilder text = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
              xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
            """);
        for (int number = 1; number <= corpus.size(); number++) {
            text.append("  <include file=\"").append(Corpus.id(number)).append(".sql\"/>\n");
        }
        return text.append("</databaseChangeLog>\n").toString();
    }

    private String source(int number) {
        String down = number == 1 ? "" : ", downRevision = \"" + Corpus.id(number - 1) + "\"";
        return """
            package corpus;

            import static com.levymaster.migrate.Types.*;

            import com.levymaster.migrate.Migration;
            import com.levymaster.migrate.op.Operations;
            import com.levymaster.migrate.Revision;

            @Revision(id = "%s"%s, message = "number %s")
            public class R%s implements Migration {

              @Override
              public void upgrade(Operations op) {
            %s
              }

              @Override
              public void downgrade(Operations op) {
                op.undo(this::upgrade);
              }
            }
            """.formatted(Corpus.id(number), down, number, Corpus.id(number).substring(1), body(number));
    }

    private String body(int number) {
        if (corpus.light() && number > 1) {
            return "    op.execute(\"" + Corpus.comment(number) + "\");";
        }
        String table = Corpus.table(number);
        return table(table) + (number == 1 ? "" : foreignKey(table, Corpus.table(number - 1)));
    }

    private static String table(String table) {
        return """
                op.createTable("%s", t -> {
                  t.column("id", bigint()).identity();
                  t.column("parcel_number", varchar(40)).notNull();
                  t.column("owner_name", varchar(120));
                  t.column("assessed_value", numeric(14, 2)).notNull().defaultValue(0);
                  t.column("levy_rate", numeric(12, 6));
                  t.column("tax_year", integer()).notNull();
                  t.column("exempt", bool()).notNull().defaultValue(false);
                  t.column("previous_id", bigint());
                  t.primaryKey("pk_%s").on("id");
                  t.index("ix_%s_previous_id").on("previous_id");
                });
            """.formatted(table, table, table);
    }

    private static String foreignKey(String table, String other) {
        return """
                op.alterTable("%s", t ->
                    t.addForeignKey("fk_%s_previous").on("previous_id").references("%s", "id"));
            """.formatted(table, table, other);
    }
}
