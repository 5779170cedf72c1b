package com.levymaster.migrate.autoconfigure;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;

/** A small history for tests. */
final class Notes {

    private Notes() {}

    /** Hears which revisions were made. */
    static final class Made {

        final List<String> revisions = new ArrayList<>();
    }

    @Revision(id = "n1", message = "create note")
    static class CreateNote implements Migration {

        CreateNote(Made made, @Value("${note.table:note}") String table) {
            made.revisions.add("n1 " + table);
        }

        @Override
        public void upgrade(Operations op) {
            op.createTable("note", t -> {
                t.column("id", bigint()).notNull();
                t.primaryKey("pk_note").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "n2", downRevision = "n1", message = "add title")
    static class AddTitle implements Migration {

        AddTitle(Made made) {
            made.revisions.add("n2");
        }

        @Override
        public void upgrade(Operations op) {
            op.alterTable("note", t -> t.addColumn("title", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
