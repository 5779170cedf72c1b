package com.levymaster.migrate.cli;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ModuleCommandsTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Shell shell =
            Shell.on(database, new CreateOrder(), new CreateInvoice(), new CreateProduct(), new AddPrice());
    private final Shell without = Shell.on(database, new CreateOrder(), new CreateProduct(), new AddPrice());

    @Test
    void commands_of_one_module_and_without_one() {
        assertGolden(
                "modules",
                shell.run("heads"),
                shell.run("plan --module billing --no-sql"),
                shell.run("upgrade --module billing"),
                shell.run("upgrade"),
                shell.run("current"),
                shell.run("history --module catalog"),
                shell.run("downgrade --module catalog"),
                shell.run("check"),
                shell.run("heads --module payment"));
        assertThat(shell.run("upgrade").code()).isZero();
        assertGolden(
                "module-not-present",
                without.run("upgrade"),
                without.run("current"),
                without.run("check"),
                without.run("downgrade --module billing base"),
                without.run("downgrade --module catalog"));
    }

    @Test
    void json_names_the_module() {
        shell.run("upgrade");

        assertThat(shell.run("heads --json").out()).contains("\"module\":\"billing\"");
        assertThat(shell.run("current --json --module orders").out())
                .contains("\"o1\"")
                .doesNotContain("\"c2\"");
        assertThat(without.run("current --json").out())
                .contains("\"absentModules\":{\"billing\":[\"b1\"]}", "\"unknown\":[]");
        assertThat(shell.run("show b1").out()).contains("Module: billing");
        assertThat(shell.run("history --graph --module billing").code()).isZero();
        assertThat(shell.run("upgrade --module billing --sql").out())
                .contains("create table invoice", "add column if not exists module");
    }

    @Revision(id = "o1", module = "orders", message = "create order")
    static class CreateOrder implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("order", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b1", module = "billing", dependsOn = "o1", message = "create invoice")
    static class CreateInvoice implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("invoice", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "c1", module = "catalog", message = "create product")
    static class CreateProduct implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("product", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "c2", downRevision = "c1", module = "catalog", message = "create price")
    static class AddPrice implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("price", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
