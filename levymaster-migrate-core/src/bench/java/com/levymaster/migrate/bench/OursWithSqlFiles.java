package com.levymaster.migrate.bench;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** LevyMaster Migrate with plain SQL revisions, as they come from Flyway. */
final class OursWithSqlFiles implements Contestant {

    @Override
    public Sample.Work start(DataSource dataSource, Corpus corpus) {
        return () -> Migrator.builder(dataSource)
                .scripts(SqlRevisionFiles.read(files(corpus.sql()), Map.of()))
                .build()
                .upgrade();
    }

    static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
