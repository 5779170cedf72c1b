package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.ExtensionOperation.DropExtension;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropDomain;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.View;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Schemas, extensions, types, sequences, views and privileges: everything that is not a table. */
final class ObjectDiff {

    private final DiffBuilder journal;
    private final DatabaseSchema desired;
    private final EnumDiff labels;
    private final GrantDiff grants;
    private final CompositeDiff composites;

    ObjectDiff(DiffBuilder journal, DatabaseSchema desired) {
        this.journal = journal;
        this.desired = desired;
        this.labels = new EnumDiff(journal);
        this.grants = new GrantDiff(journal, desired);
        this.composites = new CompositeDiff(journal, desired);
    }

    void beforeTables() {
        missing(desired.schemas(), journal.current().schemas()).forEach(name -> journal.add(new CreateSchema(name)));
        missing(desired.extensions().values(), journal.current().extensions().values())
                .forEach(extension -> {
                    if (journal.current().extensions().containsKey(extension.name())) {
                        journal.add(new DropExtension(
                                extension.name(), journal.current().extensions().get(extension.name())));
                    }
                    journal.add(new CreateExtension(extension));
                });
        grants.revoke();
        dropViews();
        releaseSequences();
    }

    /** A sequence that goes must not go with its column: undoing has to bring it back before the column. */
    private void releaseSequences() {
        for (Sequence sequence : List.copyOf(journal.current().sequences().values())) {
            if (!desired.sequences().containsKey(sequence.name())) {
                owner(sequence, null);
            }
        }
    }

    /** A view may use anything, so those that change or go do so before the first table changes. */
    private void dropViews() {
        for (View view : List.copyOf(journal.current().views().values())) {
            View wanted = desired.views().get(view.name());
            if (wanted == null || !wanted.withComment(null).equals(view.withComment(null))) {
                comment(kind(view), view.name(), view.comment(), null);
                journal.add(new DropView(view.name(), view.materialized(), view.withComment(null)));
            }
        }
    }

    void createTypesAndSequences() {
        for (EnumType type : desired.enums().values()) {
            EnumType now = journal.current().enums().get(type.name());
            if (now == null) {
                journal.add(new CreateEnum(type.withComment(null)));
            } else {
                labels.add(now, type);
            }
            comment(CommentTarget.Kind.TYPE, type.name(), now == null ? null : now.comment(), type.comment());
        }
        desired.domains().values().forEach(this::domain);
        composites.beforeTables();
        desired.sequences().values().forEach(this::sequence);
    }

    private void domain(Domain domain) {
        Domain now = journal.current().domains().get(domain.name());
        if (now != null && !now.type().equals(domain.type())) {
            journal.add(new DropDomain(now.name(), now));
            now = null;
        }
        if (now == null) {
            journal.add(new CreateDomain(domain));
        } else if (!now.equals(domain)) {
            journal.add(new AlterDomain(now, domain));
        }
    }

    private void sequence(Sequence sequence) {
        Sequence now = journal.current().sequences().get(sequence.name());
        if (now != null && !now.type().equals(sequence.type())) {
            drop(now);
            now = null;
        }
        if (now == null) {
            journal.add(new CreateSequence(sequence.withOwner(null).withComment(null)));
        } else if (!now.options().equals(sequence.options())) {
            journal.add(new AlterSequence(sequence.name(), now.options(), sequence.options()));
        }
        comment(CommentTarget.Kind.SEQUENCE, sequence.name(), now == null ? null : now.comment(), sequence.comment());
    }

    /** Owner and comment go by themselves, so that undoing can bring them back one by one. */
    private void drop(Sequence sequence) {
        owner(sequence, null);
        comment(CommentTarget.Kind.SEQUENCE, sequence.name(), sequence.comment(), null);
        journal.add(new DropSequence(sequence.name(), sequence.withOwner(null).withComment(null)));
    }

    private void owner(Sequence now, Sequence.@Nullable Owner wanted) {
        if (!Objects.equals(now.ownedBy(), wanted)) {
            journal.add(new ChangeSequenceOwner(now.name(), Previous.of(now.ownedBy()), wanted));
        }
    }

    void afterTables() {
        owners();
        for (Sequence sequence : List.copyOf(journal.current().sequences().values())) {
            if (!desired.sequences().containsKey(sequence.name())) {
                drop(sequence);
            }
        }
        composites.afterTables();
        for (Domain domain : List.copyOf(journal.current().domains().values())) {
            if (!desired.domains().containsKey(domain.name())) {
                journal.add(new DropDomain(domain.name(), domain));
            }
        }
        enums();
        views();
        grants.grant();
        missing(journal.current().extensions().values(), desired.extensions().values())
                .forEach(extension -> journal.add(new DropExtension(extension.name(), extension)));
        missing(journal.current().schemas(), desired.schemas())
                .forEach(name -> journal.add(new DropSchema(name, true)));
    }

    /** A sequence that went with its former table is created again. */
    private void owners() {
        for (Sequence wanted : desired.sequences().values()) {
            Sequence now = journal.current().sequences().get(wanted.name());
            if (now == null) {
                sequence(wanted);
                now = wanted.withOwner(null);
            }
            owner(now, wanted.ownedBy());
        }
    }

    private void enums() {
        for (EnumType now : List.copyOf(journal.current().enums().values())) {
            EnumType wanted = desired.enums().get(now.name());
            if (wanted == null) {
                comment(CommentTarget.Kind.TYPE, now.name(), now.comment(), null);
                journal.add(new DropEnum(now.name(), now.withComment(null)));
            } else {
                labels.remove(now, wanted);
            }
        }
    }

    private void views() {
        for (View wanted : desired.views().values()) {
            View now = journal.current().views().get(wanted.name());
            if (now == null) {
                journal.add(new CreateView(wanted.withComment(null)));
            }
            comment(kind(wanted), wanted.name(), now == null ? null : now.comment(), wanted.comment());
        }
    }

    private static CommentTarget.Kind kind(View view) {
        return view.materialized() ? CommentTarget.Kind.MATERIALIZED_VIEW : CommentTarget.Kind.VIEW;
    }

    private void comment(CommentTarget.Kind kind, ObjectName object, @Nullable String now, @Nullable String wanted) {
        if (!Objects.equals(now, wanted)) {
            journal.add(new ChangeComment(new CommentTarget(kind, object, null), Previous.of(now), wanted));
        }
    }

    private static <T> List<T> missing(java.util.Collection<T> wanted, java.util.Collection<T> present) {
        return wanted.stream().filter(one -> !present.contains(one)).toList();
    }
}
