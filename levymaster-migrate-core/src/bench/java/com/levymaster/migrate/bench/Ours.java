package com.levymaster.migrate.bench;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionIndex;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** LevyMaster Migrate, without Spring. */
final class Ours implements Contestant {

    static final String NAME = Contestant.Name.OURS.text;

    private @Nullable Corpus loaded;
    private ClassLoader loader = Ours.class.getClassLoader();

    @Override
    public Sample.Work start(DataSource dataSource, Corpus corpus) throws Exception {
        ClassLoader classes = loader(corpus);
        return () -> Migrator.builder(dataSource)
                .scripts(RevisionIndex.read(classes))
                .build()
                .upgrade();
    }

    /** The classes of an application stay loaded while its JVM runs. */
    private synchronized ClassLoader loader(Corpus corpus) throws Exception {
        if (!corpus.equals(loaded)) {
            loader = loader(corpus.classes());
            loaded = corpus;
        }
        return loader;
    }

    /** For as long as the JVM runs. */
    @SuppressWarnings("resource")
    static ClassLoader loader(Path classes) throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Ours.class.getClassLoader());
    }
}
