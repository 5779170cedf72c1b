package com.levymaster.migrate.reliability;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Operations;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Settings;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Revisions made on the spot, and migrators over them. */
final class Revisions {

    /** Fails at once where the default would try for minutes. */
    static final Settings IMPATIENT = Settings.DEFAULT.withRetry(RetrySettings.DEFAULT
            .withBudget(Duration.ZERO)
            .withLockTimeout(Duration.ofMillis(200), Duration.ofMillis(200)));

    private Revisions() {}

    static Script base(String id, Consumer<Operations> upgrade) {
        return script(RevisionHeader.of(id), true, upgrade);
    }

    static Script after(String down, String id, Consumer<Operations> upgrade) {
        return script(RevisionHeader.of(id, down), true, upgrade);
    }

    static Script script(RevisionHeader header, boolean transactional, Consumer<Operations> upgrade) {
        return new Script(header, transactional, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                upgrade.accept(op);
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
    }

    /** {@code create table name (id bigint)}. */
    static Script table(String id, String name) {
        return base(id, creating(name));
    }

    static Script table(String down, String id, String name) {
        return after(down, id, creating(name));
    }

    static Consumer<Operations> creating(String name) {
        return op -> op.createTable(name, t -> t.column("id", com.levymaster.migrate.Types.bigint()));
    }

    static Migrator migrator(DataSource dataSource, Script... scripts) {
        return migrator(dataSource, IMPATIENT, scripts);
    }

    static Migrator migrator(DataSource dataSource, Settings settings, Script... scripts) {
        return Migrator.builder(dataSource)
                .scripts(List.of(scripts))
                .settings(settings)
                .build();
    }
}
