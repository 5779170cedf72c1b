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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares everything but tables: schemas, extensions, types, sequences, views and privileges. */
final class ObjectDiff {

    private final DiffBuilder builder;
    private final DatabaseSchema desiredSchema;
    private final EnumDiff labels;
    private final GrantDiff grants;
    private final CompositeDiff composites;

    ObjectDiff(DiffBuilder builder, DatabaseSchema desiredSchema) {
        this.builder = builder;
        this.desiredSchema = desiredSchema;
        this.labels = new EnumDiff(builder);
        this.grants = new GrantDiff(builder, desiredSchema);
        this.composites = new CompositeDiff(builder, desiredSchema);
    }

    void beforeTables() {
        difference(desiredSchema.schemas(), builder.current().schemas())
                .forEach(name -> builder.add(new CreateSchema(name)));
        difference(
                        desiredSchema.extensions().values(),
                        builder.current().extensions().values())
                .forEach(extension -> {
                    if (builder.current().extensions().containsKey(extension.name())) {
                        builder.add(new DropExtension(
                                extension.name(), builder.current().extensions().get(extension.name())));
                    }
                    builder.add(new CreateExtension(extension));
                });
        grants.revoke();
        dropViews();
        releaseSequences();
    }

    /** Detaches dropped sequences from their columns, so that a downgrade can create the sequence before the column. */
    private void releaseSequences() {
        for (Sequence sequence : List.copyOf(builder.current().sequences().values())) {
            if (!desiredSchema.sequences().containsKey(sequence.name())) {
                owner(sequence, null);
            }
        }
    }

    /** Drops the views that change or are removed before the first table changes, since a view may use any object. */
    private void dropViews() {
        List<View> views = Dependencies.views(builder.current().views().values());
        Collections.reverse(views);
        for (View view : views) {
            View desired = desiredSchema.views().get(view.name());
            if (desired == null || !desired.withComment(null).equals(view.withComment(null))) {
                comment(kind(view), view.name(), view.comment(), null);
                builder.add(new DropView(view.name(), view.materialized(), view.withComment(null)));
            }
        }
    }

    void createTypesAndSequences() {
        for (EnumType type : desiredSchema.enums().values()) {
            EnumType actual = builder.current().enums().get(type.name());
            if (actual == null) {
                builder.add(new CreateEnum(type.withComment(null)));
            } else {
                labels.add(actual, type);
            }
            comment(
                    CommentTarget.CommentableKind.TYPE,
                    type.name(),
                    actual == null ? null : actual.comment(),
                    type.comment());
        }
        types(desiredSchema).forEach(name -> {
            Domain domain = desiredSchema.domains().get(name);
            if (domain != null) {
                domain(domain);
            } else {
                composites.beforeTables(name);
            }
        });
        desiredSchema.sequences().values().forEach(this::sequence);
    }

    private static List<ObjectName> types(DatabaseSchema schema) {
        return Dependencies.types(schema.domains().values(), schema.composites().values());
    }

    private void domain(Domain domain) {
        Domain actual = builder.current().domains().get(domain.name());
        if (actual != null && !actual.type().equals(domain.type())) {
            builder.add(new DropDomain(actual.name(), actual));
            actual = null;
        }
        if (actual == null) {
            builder.add(new CreateDomain(domain));
        } else if (!actual.equals(domain)) {
            builder.add(new AlterDomain(actual, domain));
        }
    }

    private void sequence(Sequence sequence) {
        Sequence actual = builder.current().sequences().get(sequence.name());
        if (actual == null) {
            builder.add(new CreateSequence(sequence.withOwner(null).withComment(null)));
        } else if (!actual.options().equals(sequence.options())
                || !actual.type().equals(sequence.type())) {
            boolean same = actual.type().equals(sequence.type());
            builder.add(new AlterSequence(
                    sequence.name(),
                    actual.options(),
                    sequence.options(),
                    same ? null : actual.type(),
                    same ? null : sequence.type()));
        }
        comment(
                CommentTarget.CommentableKind.SEQUENCE,
                sequence.name(),
                actual == null ? null : actual.comment(),
                sequence.comment());
    }

    /** Drops a sequence. Owner and comment are removed first, so that a downgrade can restore each of them. */
    private void drop(Sequence sequence) {
        owner(sequence, null);
        comment(CommentTarget.CommentableKind.SEQUENCE, sequence.name(), sequence.comment(), null);
        builder.add(new DropSequence(sequence.name(), sequence.withOwner(null).withComment(null)));
    }

    private void owner(Sequence actual, Sequence.@Nullable Owner desired) {
        if (!Objects.equals(actual.ownedBy(), desired)) {
            builder.add(new ChangeSequenceOwner(actual.name(), Previous.of(actual.ownedBy()), desired));
        }
    }

    void afterTables() {
        owners();
        for (Sequence sequence : List.copyOf(builder.current().sequences().values())) {
            if (!desiredSchema.sequences().containsKey(sequence.name())) {
                drop(sequence);
            }
        }
        composites.dropAttributes();
        List<ObjectName> types = types(builder.current());
        Collections.reverse(types);
        for (ObjectName name : types) {
            Domain domain = builder.current().domains().get(name);
            if (domain == null) {
                composites.drop(name);
            } else if (!desiredSchema.domains().containsKey(name)) {
                builder.add(new DropDomain(name, domain));
            }
        }
        enums();
        views();
        grants.grant();
        difference(
                        builder.current().extensions().values(),
                        desiredSchema.extensions().values())
                .forEach(extension -> builder.add(new DropExtension(extension.name(), extension)));
        difference(builder.current().schemas(), desiredSchema.schemas())
                .forEach(name -> builder.add(new DropSchema(name, true)));
    }

    /** Sets the owners of sequences. A sequence that was dropped with its former table is created again. */
    private void owners() {
        for (Sequence desired : desiredSchema.sequences().values()) {
            Sequence actual = builder.current().sequences().get(desired.name());
            if (actual == null) {
                sequence(desired);
                actual = desired.withOwner(null);
            }
            owner(actual, desired.ownedBy());
        }
    }

    private void enums() {
        for (EnumType actual : List.copyOf(builder.current().enums().values())) {
            EnumType desired = desiredSchema.enums().get(actual.name());
            if (desired == null) {
                comment(CommentTarget.CommentableKind.TYPE, actual.name(), actual.comment(), null);
                builder.add(new DropEnum(actual.name(), actual.withComment(null)));
            } else {
                labels.remove(actual, desired);
            }
        }
    }

    private void views() {
        for (View desired : Dependencies.views(desiredSchema.views().values())) {
            View actual = builder.current().views().get(desired.name());
            if (actual == null) {
                builder.add(new CreateView(desired.withComment(null)));
            }
            comment(kind(desired), desired.name(), actual == null ? null : actual.comment(), desired.comment());
        }
    }

    private static CommentTarget.CommentableKind kind(View view) {
        return view.materialized()
                ? CommentTarget.CommentableKind.MATERIALIZED_VIEW
                : CommentTarget.CommentableKind.VIEW;
    }

    private void comment(
            CommentTarget.CommentableKind kind, ObjectName object, @Nullable String actual, @Nullable String desired) {
        if (!Objects.equals(actual, desired)) {
            builder.add(new ChangeComment(new CommentTarget(kind, object, null), Previous.of(actual), desired));
        }
    }

    private static <T> List<T> difference(java.util.Collection<T> desired, java.util.Collection<T> present) {
        return desired.stream().filter(one -> !present.contains(one)).toList();
    }
}
