package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.Contestant.Name;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/** A process of its own that starts, migrates and tells what that has cost it. */
final class Fresh {

    private Fresh() {}

    /** @param arguments contestant, size of the corpus, directory of the benchmark, URL, user */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path directory = Path.of(arguments[2]);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[3]);
        dataSource.setUser(arguments[4]);
        Name.valueOf(arguments[0])
                .contestant(directory)
                .start(dataSource, Corpus.light(Integer.parseInt(arguments[1]), directory))
                .run();
        Sample sample = Sample.now();
        System.out.println("done " + sample.cpu() + " " + sample.allocated() + " " + sample.classes());
        Runtime.getRuntime().halt(0);
    }
}
