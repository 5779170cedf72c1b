package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import java.util.ArrayList;
import java.util.List;

/** The steps of the two revisions into which a draft is split, in both directions. */
final class PhasedSteps {

    private final List<ReviewedOperation> expand = new ArrayList<>();
    private final List<ReviewedOperation> contract = new ArrayList<>();
    private final List<ReviewedOperation> undoExpand = new ArrayList<>();
    private final List<ReviewedOperation> undoContract = new ArrayList<>();

    void expand(ReviewedOperation step) {
        expand.add(step);
    }

    void contract(ReviewedOperation step) {
        contract.add(step);
    }

    void expand(List<Operation> steps) {
        steps.forEach(step -> expand.add(ReviewedOperation.of(step)));
    }

    void contract(List<Operation> steps) {
        steps.forEach(step -> contract.add(ReviewedOperation.of(step)));
    }

    void undoExpand(ReviewedOperation step) {
        undoExpand.add(step);
    }

    void undoContract(ReviewedOperation step) {
        undoContract.add(step);
    }

    void undo(Undo undo) {
        undo.expand().forEach(step -> undoExpand.add(ReviewedOperation.of(step)));
        undo.contract().forEach(step -> undoContract.add(ReviewedOperation.of(step)));
    }

    /** What reverts both parts of one operation. */
    record Undo(List<Operation> expand, List<Operation> contract) {}

    List<ReviewedOperation> expand() {
        return List.copyOf(expand);
    }

    List<ReviewedOperation> contract() {
        return List.copyOf(contract);
    }

    List<ReviewedOperation> undoExpand() {
        return List.copyOf(undoExpand);
    }

    List<ReviewedOperation> undoContract() {
        return List.copyOf(undoContract);
    }
}
