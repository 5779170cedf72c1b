package com.levymaster.migrate.bench;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Alembic as a fresh process, where {@code python3} has it and psycopg; elsewhere it does not take part.
 *
 * @param corpus with the versions in its directory {@code alembic}
 */
record Alembic(Corpus corpus) {

    private static final String MAIN = "main.py";

    static boolean isInstalled() throws InterruptedException {
        return exitCode(List.of("python3", "-c", "import alembic, psycopg")) == 0;
    }

    private static int exitCode(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException absent) {
            return -1;
        }
    }

    /** @param database on which it has applied nothing yet: the first round, which is not counted, does */
    Entrant entrant(TestDatabase database) {
        String url = database.url().replaceFirst("^jdbc:postgresql://", "postgresql+psycopg://" + database.user() + "@");
        List<String> command =
                List.of("python3", corpus.alembic().resolve(MAIN).toString(), corpus.alembic().toString(), url);
        return new Entrant("Alembic", () -> Child.run(command), null);
    }

    /** The files beside the versions, and the program that says what it has cost. */
    static void writeEnvironment(Path directory) throws IOException {
        Files.writeString(directory.resolve("env.py"), """
                from alembic import context
                from sqlalchemy import create_engine
                engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
                with engine.connect() as connection:
                    context.configure(connection=connection, transaction_per_migration=True)
                    with context.begin_transaction():
                        context.run_migrations()
                """);
        Files.writeString(directory.resolve(MAIN), """
                import sys, time
                from alembic import command
                from alembic.config import Config
                config = Config()
                config.set_main_option("script_location", sys.argv[1])
                config.set_main_option("sqlalchemy.url", sys.argv[2].replace("%", "%%"))
                command.upgrade(config, "head")
                print("done", time.process_time_ns(), 0, 0)
                """);
    }
}
