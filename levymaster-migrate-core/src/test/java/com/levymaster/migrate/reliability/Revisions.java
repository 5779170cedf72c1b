package com.levymaster.migrate.reliability;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RetrySettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Revisions made on the spot, and migrators over them. */
public final class Revisions {

    /** Fails at once where the default would try for minutes. */
    public static final MigratorSettings IMPATIENT = MigratorSettings.DEFAULT.withRetry(RetrySettings.DEFAULT
            .withTotalTimeout(Duration.ZERO)
            .withLockTimeout(Duration.ofMillis(200), Duration.ofMillis(200)));

    private Revisions() {}

    public static RevisionDefinition base(String id, Consumer<Operations> upgrade) {
        return script(RevisionHeader.of(id), true, upgrade);
    }

    public static RevisionDefinition after(String down, String id, Consumer<Operations> upgrade) {
        return script(RevisionHeader.of(id, down), true, upgrade);
    }

    /** A revision whose downgrade is written by hand. */
    public static RevisionDefinition after(
            String down, String id, Consumer<Operations> upgrade, Consumer<Operations> downgrade) {
        return new RevisionDefinition(RevisionHeader.of(id, down), true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                upgrade.accept(op);
            }

            @Override
            public void downgrade(Operations op) {
                downgrade.accept(op);
            }
        });
    }

    public static RevisionDefinition script(
            RevisionHeader header, boolean transactional, Consumer<Operations> upgrade) {
        return new RevisionDefinition(header, transactional, () -> new Migration() {
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
    public static RevisionDefinition table(String id, String name) {
        return base(id, creating(name));
    }

    public static RevisionDefinition table(String down, String id, String name) {
        return after(down, id, creating(name));
    }

    static Consumer<Operations> creating(String name) {
        return op -> op.createTable(name, t -> t.column("id", com.levymaster.migrate.Types.bigint()));
    }

    public static Migrator migrator(DataSource dataSource, RevisionDefinition... scripts) {
        return migrator(dataSource, IMPATIENT, scripts);
    }

    public static Migrator migrator(DataSource dataSource, MigratorSettings settings, RevisionDefinition... scripts) {
        return Migrator.builder(dataSource)
                .scripts(List.of(scripts))
                .settings(settings)
                .build();
    }
}
