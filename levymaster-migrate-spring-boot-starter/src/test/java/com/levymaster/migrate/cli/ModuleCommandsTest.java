package com.levymaster.migrate.cli;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(shell.run("upgrade --module catalog c1:c2 --sql").out())
                .contains("create table price", "add column if not exists module", "set module = v.module")
                .doesNotContain("create table product");
        shell.run("downgrade --module catalog");
        assertThat(shell.run("plan --json").out()).contains("\"id\":\"c2\"", "\"module\":\"catalog\"");
    }

    @Test
    void new_revisions_are_written_on_the_head_of_their_module_and_in_its_package(@TempDir Path root)
            throws IOException {
        Path java = root.resolve("java");
        for (String id : List.of("c2", "b1", "o1")) {
            Path file = java.resolve("shop/" + id + "/R" + id + "_Old.java");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, "package shop." + id + ";\n@Revision(id = \"" + id + "\")\nclass R {}\n");
        }
        Shell sources = shell.withSources(java, null);

        assertThat(sources.run("revision -m x --rev-id n1").err())
                .contains("\"head\" could be any of the heads of 3 modules", "--module billing");
        assertThat(sources.run("merge b1 c2 -m x --rev-id n1").err())
                .contains("Revision n1 would join modules, which stay apart: b1 \"create invoice\" (module billing)");
        sources.run("revision -m x --rev-id n1 --module billing --depends-on c2");
        assertThat(Files.readString(java.resolve("shop/b1/Rn1_X.java")))
                .contains("@Revision(id = \"n1\", downRevision = \"b1\", dependsOn = \"c2\", message = \"x\", module ="
                        + " \"billing\")");
        Files.delete(java.resolve("shop/b1/Rn1_X.java"));
        sources.run("revision -m x --rev-id n2 --module fresh --sql");
        assertThat(Files.readString(root.resolve("resources/db/revisions/n2_x.sql")))
                .startsWith("-- revision: n2\n-- message: x\n-- module: fresh\n");
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
