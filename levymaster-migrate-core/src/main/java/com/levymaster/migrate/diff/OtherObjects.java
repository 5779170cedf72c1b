package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.NamespaceOperation.ChangeComment;
import com.levymaster.migrate.operation.NamespaceOperation.Commented;
import com.levymaster.migrate.operation.NamespaceOperation.CreateExtension;
import com.levymaster.migrate.operation.NamespaceOperation.CreateSchema;
import com.levymaster.migrate.operation.NamespaceOperation.DropExtension;
import com.levymaster.migrate.operation.NamespaceOperation.DropSchema;
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
import com.levymaster.migrate.operation.Was;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.View;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Schemas, extensions, types, sequences, views and privileges: everything that is not a table. */
final class OtherObjects {

    private final Journal journal;
    private final Schema desired;
    private final EnumLabels labels;
    private final Grants grants;
    private final Composites composites;

    OtherObjects(Journal journal, Schema desired) {
        this.journal = journal;
        this.desired = desired;
        this.labels = new EnumLabels(journal);
        this.grants = new Grants(journal, desired);
        this.composites = new Composites(journal, desired);
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
            comment(Commented.Kind.TYPE, type.name(), now == null ? null : now.comment(), type.comment());
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
        comment(Commented.Kind.SEQUENCE, sequence.name(), now == null ? null : now.comment(), sequence.comment());
    }

    /** Owner and comment go by themselves, so that undoing can bring them back one by one. */
    private void drop(Sequence sequence) {
        owner(sequence, null);
        comment(Commented.Kind.SEQUENCE, sequence.name(), sequence.comment(), null);
        journal.add(new DropSequence(sequence.name(), sequence.withOwner(null).withComment(null)));
    }

    private void owner(Sequence now, Sequence.@Nullable Owner wanted) {
        if (!Objects.equals(now.ownedBy(), wanted)) {
            journal.add(new ChangeSequenceOwner(now.name(), Was.of(now.ownedBy()), wanted));
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
                comment(Commented.Kind.TYPE, now.name(), now.comment(), null);
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

    private static Commented.Kind kind(View view) {
        return view.materialized() ? Commented.Kind.MATERIALIZED_VIEW : Commented.Kind.VIEW;
    }

    private void comment(Commented.Kind kind, ObjectName object, @Nullable String now, @Nullable String wanted) {
        if (!Objects.equals(now, wanted)) {
            journal.add(new ChangeComment(new Commented(kind, object, null), Was.of(now), wanted));
        }
    }

    private static <T> List<T> missing(java.util.Collection<T> wanted, java.util.Collection<T> present) {
        return wanted.stream().filter(one -> !present.contains(one)).toList();
    }
}
