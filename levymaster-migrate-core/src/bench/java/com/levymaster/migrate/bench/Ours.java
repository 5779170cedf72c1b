package com.levymaster.migrate.bench;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.script.Script;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** LevyMaster Migrate, without Spring. */
final class Ours implements Contestant {

    static final String NAME = Contestant.Name.OURS.text;

    private int loadedSize;
    private List<Script> scripts = List.of();

    @Override
    public Sample.Work on(DataSource dataSource, Corpus corpus) throws Exception {
        Migrator migrator =
                Migrator.builder(dataSource).scripts(scripts(corpus)).build();
        return migrator::upgrade;
    }

    /** The classes of an application stay loaded while its JVM runs. */
    @SuppressWarnings("resource")
    private synchronized List<Script> scripts(Corpus corpus) throws Exception {
        if (loadedSize != corpus.size()) {
            ClassLoader loader =
                    new URLClassLoader(new URL[] {corpus.classes().toUri().toURL()}, Ours.class.getClassLoader());
            List<Script> found = new ArrayList<>();
            for (int number = 1; number <= corpus.size(); number++) {
                Class<? extends Migration> type = loader.loadClass(
                                "corpus.R" + Corpus.id(number).substring(1))
                        .asSubclass(Migration.class);
                found.add(Script.of(type, () -> make(type)));
            }
            scripts = found;
            loadedSize = corpus.size();
        }
        return scripts;
    }

    private static Migration make(Class<? extends Migration> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
