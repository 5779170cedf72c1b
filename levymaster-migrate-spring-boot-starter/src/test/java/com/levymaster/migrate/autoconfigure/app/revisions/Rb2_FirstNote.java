package com.levymaster.migrate.autoconfigure.app.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "b2", downRevision = "b1", message = "first note")
class Rb2_FirstNote implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.data(
                "write a note",
                jdbc -> jdbc.sql("insert into note (title) values ('first')").update());
    }

    @Override
    public void downgrade(Operations op) {
        op.data(
                "erase it",
                jdbc -> jdbc.sql("delete from note where title = 'first'").update());
    }
}
