package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.command.Migrator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** One command. */
public abstract class DbCommand implements Callable<Integer> {

    @ParentCommand
    @Nullable
    DbRootCommand parent;

    /** @return the exit code */
    @Override
    public abstract Integer call();

    /** Whether {@code --all} executes the command for each database. Otherwise one has to be named, or the command needs none. */
    public boolean isForEachDatabase() {
        return true;
    }

    /** Whether the command connects to the database. */
    public boolean usesDatabase() {
        return true;
    }

    /** Whether the command runs revisions. */
    public boolean isRun() {
        return false;
    }

    /** Returns what is wrong with the options together, before the application starts; {@code null} for nothing. */
    public @Nullable String optionConflict() {
        return null;
    }

    final DbRootCommand db() {
        if (parent == null) {
            throw new IllegalStateException("a command without its parent");
        }
        return parent;
    }

    final Migrator migrator() {
        return db().migrator(null);
    }

    final Terminal terminal() {
        return db().terminal();
    }

    final boolean json() {
        return db().json;
    }
}
