package com.levymaster.migrate.explorer;

import com.levymaster.migrate.op.Operations;

/** A row that is inserted within a savepoint. */
record SavedRow(String name) implements Step {

    private Row row() {
        return new Row(name, Row.Means.INSERT);
    }

    @Override
    public void record(Operations op) {
        op.savepoint("before_" + name, () -> row().record(op), () -> {});
    }

    @Override
    public void recordInverse(Operations op) {
        row().recordInverse(op);
    }

    @Override
    public Effects apply(Effects before) {
        return row().apply(before);
    }

    @Override
    public Effects revert(Effects before) {
        return row().revert(before);
    }

    @Override
    public boolean isInsert() {
        return true;
    }
}
