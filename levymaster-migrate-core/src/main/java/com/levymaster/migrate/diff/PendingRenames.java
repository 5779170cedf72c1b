package com.levymaster.migrate.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Performs the renames within one set of names, those of the tables of a schema or of the columns of a table, in an order in which
 * each new name is free. A former name may be taken again afterwards.
 */
final class PendingRenames {

    private final Set<String> current;
    private final Set<String> desired;
    private final BiConsumer<String, String> rename;
    private final List<RenameHint> pending;

    /**
     * Creates an instance for these names.
     *
     * @param rename receives the former and the new name of each rename
     */
    PendingRenames(
            Set<String> current, Set<String> desired, List<RenameHint> hints, BiConsumer<String, String> rename) {
        this.current = new HashSet<>(current);
        this.desired = desired;
        this.rename = rename;
        this.pending = new ArrayList<>(hints);
    }

    /** Performs what has a free name, until nothing more has. */
    void run() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (RenameHint hint : List.copyOf(pending)) {
                String former = current.contains(hint.name()) ? null : former(hint);
                if (former != null) {
                    move(former, hint.name());
                    pending.remove(hint);
                    progress = true;
                }
            }
        }
    }

    /** Performs the exchanges of names that the author decided for this run, by way of another name. */
    void exchange() {
        for (RenameHint hint : List.copyOf(pending)) {
            List<RenameHint> circle = circle(hint);
            if (pending.contains(hint) && !circle.isEmpty() && circle.stream().allMatch(RenameHint::isOfThisRun)) {
                String temporary = free();
                move(hint.name(), temporary);
                for (int i = 0; i < circle.size(); i++) {
                    boolean last = i == circle.size() - 1;
                    move(
                            last ? temporary : circle.get(i + 1).name(),
                            circle.get(i).name());
                }
                circle.forEach(done -> pending.removeIf(each -> each.name().equals(done.name())));
            }
        }
        run();
    }

    /** The hints whose new name exists already. */
    List<RenameHint> taken() {
        return pending.stream().filter(hint -> current.contains(hint.name())).toList();
    }

    /**
     * The hints that exchange names, beginning with this one: each new name is the former name of the one before. Empty if the
     * hint is none of them.
     */
    List<RenameHint> circle(RenameHint hint) {
        List<RenameHint> circle = new ArrayList<>();
        Optional<RenameHint> next = Optional.of(hint);
        while (next.isPresent() && !circle.contains(next.get())) {
            RenameHint at = next.get();
            circle.add(at);
            next = taken().stream()
                    .filter(other ->
                            !other.name().equals(at.name()) && at.formerNames().contains(other.name()))
                    .findFirst();
            if (next.isPresent() && next.get().name().equals(hint.name())) {
                return circle;
            }
        }
        return List.of();
    }

    /** A former name that is given up, or else one that something new takes. */
    private @Nullable String former(RenameHint hint) {
        return hint.formerNames().stream()
                .filter(name -> current.contains(name) && !desired.contains(name))
                .findFirst()
                .or(() -> hint.formerNames().stream()
                        .filter(name -> current.contains(name) && desired.contains(hint.name()))
                        .findFirst())
                .orElse(null);
    }

    private void move(String from, String to) {
        rename.accept(from, to);
        current.remove(from);
        current.add(to);
    }

    private String free() {
        int number = 1;
        while (current.contains("renamed_" + number) || desired.contains("renamed_" + number)) {
            number++;
        }
        return "renamed_" + number;
    }
}
