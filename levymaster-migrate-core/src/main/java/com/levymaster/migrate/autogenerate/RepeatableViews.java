package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.sql.ReferencedNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Views of repeatables in a draft that drops and creates them again around a change. A run removes a repeatable before such a
 * revision and applies it again after it, if it can be removed: then the draft leaves its view to the run.
 */
public final class RepeatableViews {

    private final Map<String, Repeatable> makers = new LinkedHashMap<>();

    public RepeatableViews(Repeatables repeatables) {
        repeatables.all().forEach(repeatable -> repeatable.created().forEach(name -> makers.put(name, repeatable)));
    }

    /** Returns the comparison without what the run does; a remark says so. */
    public Comparison leftToRun(Comparison comparison) {
        Set<String> dropped = new TreeSet<>();
        for (ReviewedOperation step : comparison.upgrade()) {
            if (step.operation() instanceof DropView drop
                    && makers.containsKey(drop.name().name())) {
                dropped.add(drop.name().name());
            }
        }
        Set<String> left = new TreeSet<>(dropped);
        left.removeIf(view -> !maker(view).removable());
        // A view that is not of a repeatable, and uses one that is, needs it within the revision.
        boolean changed = true;
        while (changed) {
            Set<String> now = Set.copyOf(left);
            changed = left.removeIf(view -> isUsed(view, now, comparison.upgrade()));
        }
        dropped.removeAll(left);
        Comparison shown = comparison.withUpgrade(shown(comparison.upgrade(), left, dropped));
        return left.isEmpty() ? shown : shown.withDowngrade(without(comparison.downgrade(), left));
    }

    private Repeatable maker(String view) {
        return Objects.requireNonNull(makers.get(view));
    }

    private static boolean isUsed(String view, Set<String> left, List<ReviewedOperation> steps) {
        return steps.stream()
                .anyMatch(step -> step.operation() instanceof CreateView create
                        && !left.contains(create.view().name().name())
                        && ReferencedNames.of(create.view().query()).contains(view));
    }

    private List<ReviewedOperation> shown(List<ReviewedOperation> steps, Set<String> left, Set<String> written) {
        List<ReviewedOperation> shown = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (ReviewedOperation step : steps) {
            Optional<String> view = subject(step.operation());
            if (view.filter(left::contains).isPresent()) {
                if (step.operation() instanceof DropView) {
                    pending.add("view " + view.get() + " is made by the repeatable "
                            + maker(view.get()).name()
                            + ": the run removes it before this revision, and applies it again afterwards");
                }
                continue;
            }
            ReviewedOperation remarked = step;
            for (String remark : pending) {
                remarked = remarked.withRemark(remark);
            }
            pending.clear();
            if (step.operation() instanceof DropView
                    && view.filter(written::contains).isPresent()) {
                remarked = remarked.withRemark(mention(view.get()));
            }
            shown.add(remarked);
        }
        return shown;
    }

    private String mention(String view) {
        Repeatable maker = maker(view);
        return "view " + view + " is made by the repeatable " + maker.name()
                + ", which is also applied again after this revision"
                + (maker.removable()
                        ? ""
                        : "; with a section `-- downgrade` in its file, the run removes it before, and the next draft leaves"
                                + " it out");
    }

    private static List<ReviewedOperation> without(List<ReviewedOperation> steps, Set<String> views) {
        return steps.stream()
                .filter(step ->
                        subject(step.operation()).filter(views::contains).isEmpty())
                .toList();
    }

    /** The view that a step creates, drops or completes. */
    private static Optional<String> subject(Operation operation) {
        if (operation instanceof CreateView create) {
            return Optional.of(create.view().name().name());
        }
        if (operation instanceof DropView drop) {
            return Optional.of(drop.name().name());
        }
        if (operation instanceof ChangeComment comment) {
            return Optional.of(comment.on().object().name());
        }
        if (operation instanceof GrantPrivileges grant) {
            return Optional.of(grant.on().name());
        }
        if (operation instanceof RevokePrivileges revoke) {
            return Optional.of(revoke.on().name());
        }
        return operation instanceof ExecuteSql sql
                ? ReferencedNames.of(sql.sql()).stream().skip(1).findFirst()
                : Optional.empty();
    }
}
