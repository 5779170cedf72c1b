package com.levymaster.migrate.explorer;

import com.levymaster.migrate.op.Operations;

/** A row of the table {@code effect}; each execution inserts another one, so that they can be counted. */
record Row(String name, Means means) implements Step {

    /** The operation that inserts the row. */
    enum Means {
        INSERT,
        DATA,
        SQL
    }

    private String insert() {
        return "insert into effect values ('" + name + "')";
    }

    private String delete() {
        return "delete from effect where name = '" + name + "'";
    }

    @Override
    public void record(Operations op) {
        switch (means) {
            case INSERT -> op.insert("effect").columns("name").row(name).keyedBy("name");
            case SQL -> op.execute(insert()).reversedBy(delete());
            case DATA ->
                op.data("insert " + name, jdbc -> jdbc.sql(insert()).update())
                        .reversedBy(jdbc -> jdbc.sql(delete()).update());
        }
    }

    @Override
    public void recordInverse(Operations op) {
        op.execute(delete());
    }

    @Override
    public Effects apply(Effects before) {
        return before.plus(Effects.row(name));
    }

    @Override
    public Effects revert(Effects before) {
        return before.without(Effects.row(name));
    }

    @Override
    public boolean isInsert() {
        return means == Means.INSERT;
    }

    @Override
    public boolean isUnknownWhenInterrupted() {
        return true;
    }
}
