package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The difference between the entities and the database.
 *
 * @param ambiguousRenames possible renames that no option confirms or denies; unless empty, nothing else was compared
 * @param upgrade the operations that make the database match the entities, with notes for the reviewer
 * @param downgrade the inverse operations
 * @param losses descriptions of the data that the upgrade would lose
 * @param unmapped tables, sequences and types of the database that no entity uses
 * @param kept parts of mapped tables of which the mapping states nothing, and that are left alone
 * @param obstacles dependent objects and missing types because of which the server would refuse the upgrade
 * @param warnings for the user: obsolete {@code @RenamedFrom}, mappings that no operation expresses, expressions that
 *     were compared as text
 * @param target the schema after the upgrade
 */
public record Comparison(
        List<RenameCandidate> ambiguousRenames,
        List<ReviewedOperation> upgrade,
        List<ReviewedOperation> downgrade,
        List<String> losses,
        List<ObjectName> unmapped,
        List<KeptPart> kept,
        List<String> obstacles,
        List<String> warnings,
        DatabaseSchema target) {

    /** Further revisions are counted. */
    private static final int NAMED = 5;

    public Comparison {
        ambiguousRenames = List.copyOf(ambiguousRenames);
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
        losses = List.copyOf(losses);
        unmapped = List.copyOf(unmapped);
        kept = List.copyOf(kept);
        obstacles = List.copyOf(obstacles);
        warnings = List.copyOf(warnings);
    }

    static Comparison ambiguous(List<RenameCandidate> candidates, List<String> warnings, DatabaseSchema actual) {
        return new Comparison(
                candidates, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), warnings, actual);
    }

    /** Whether the comparison cannot be completed until the author has decided about possible renames. */
    public boolean isAmbiguous() {
        return !ambiguousRenames.isEmpty();
    }

    /** Each difference in a line, such as {@code add column parcel.area integer}. */
    public List<String> descriptions() {
        return isAmbiguous()
                ? ambiguousRenames.stream()
                        .map(pair -> pair.former() + " was renamed to " + pair.to() + ", or is dropped while "
                                + pair.to() + " is added")
                        .toList()
                : operations().stream().map(Operation::describe).toList();
    }

    /** Whether the database matches the entities. */
    public boolean isEmpty() {
        return !isAmbiguous() && upgrade.isEmpty();
    }

    /** Whether the upgrade only creates objects, and the downgrade only drops them again. */
    boolean isAdditive() {
        if (upgrade.isEmpty() || !upgrade.stream().allMatch(step -> isAdditive(step.operation()))) {
            return false;
        }
        List<Operation> inverses = new ArrayList<>(
                upgrade.stream().map(step -> step.operation().inverse()).toList());
        Collections.reverse(inverses);
        return downgrade.equals(inverses.stream().map(ReviewedOperation::of).toList());
    }

    private static boolean isAdditive(Operation operation) {
        return operation instanceof CreateTable
                || operation instanceof AddColumn
                || operation instanceof AddConstraint
                || operation instanceof CreateIndex
                || operation instanceof CreateSequence
                || operation instanceof CreateEnum
                || operation instanceof CreateComposite
                || operation instanceof CreateSchema
                || operation instanceof CreateExtension
                || operation instanceof ChangeComment comment
                        && comment.from() != null
                        && comment.from().value() == null
                || operation instanceof ExecuteSql sql && sql.down() != null;
    }

    /**
     * Returns the operations of the upgrade.
     *
     * @throws AmbiguousRenameException if the comparison is ambiguous
     */
    public List<Operation> operations() {
        requireUnambiguous();
        return upgrade.stream().map(ReviewedOperation::operation).toList();
    }

    Comparison withUpgrade(List<ReviewedOperation> value) {
        return new Comparison(ambiguousRenames, value, downgrade, losses, unmapped, kept, obstacles, warnings, target);
    }

    Comparison withDowngrade(List<ReviewedOperation> value) {
        return new Comparison(ambiguousRenames, upgrade, value, losses, unmapped, kept, obstacles, warnings, target);
    }

    /**
     * Adds a warning: what these revisions made is not known, and may be among what is {@link #kept}.
     *
     * @param unknown with the reason
     */
    public Comparison withUnknown(Map<RevisionHeader, String> unknown) {
        if (unknown.isEmpty()) {
            return this;
        }
        String named = unknown.entrySet().stream()
                .limit(NAMED)
                .map(entry -> entry.getKey().title() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return withWarnings(
                List.of("What these revisions made is not known, and is kept too if the entities state nothing of it: "
                        + named + (unknown.size() > NAMED ? ", and " + (unknown.size() - NAMED) + " more" : "")
                        + ". Set levymaster.migrate.autogenerate.scratch.url: they then run on a temporary database"));
    }

    /** Adds warnings. */
    Comparison withWarnings(List<String> added) {
        List<String> all = Stream.concat(warnings.stream(), added.stream()).toList();
        return new Comparison(ambiguousRenames, upgrade, downgrade, losses, unmapped, kept, obstacles, all, target);
    }

    /** Returns a copy with the steps of one phase. */
    Comparison phase(List<ReviewedOperation> up, List<ReviewedOperation> down, DatabaseSchema after) {
        return new Comparison(ambiguousRenames, up, down, losses, unmapped, kept, obstacles, warnings, after);
    }

    void requireUnambiguous() {
        if (isAmbiguous()) {
            throw new AmbiguousRenameException(ambiguousRenames);
        }
    }
}
