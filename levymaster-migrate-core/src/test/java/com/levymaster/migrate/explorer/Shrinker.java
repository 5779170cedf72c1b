package com.levymaster.migrate.explorer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a failing sequence shorter, as long as it fails. */
final class Shrinker {

    private final Explorer explorer;

    Shrinker(Explorer explorer) {
        this.explorer = explorer;
    }

    Sequence shrink(Sequence failing) throws SQLException {
        Sequence shortest = failing;
        for (Optional<Sequence> next = shorter(shortest); next.isPresent(); next = shorter(shortest)) {
            shortest = next.get();
        }
        return shortest;
    }

    private Optional<Sequence> shorter(Sequence failing) throws SQLException {
        for (Sequence candidate : candidates(failing)) {
            if (!explorer.result(candidate).failure().isEmpty()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** One command less; no other process; no cut; an earlier cut. */
    private static List<Sequence> candidates(Sequence failing) {
        List<Sequence> candidates = new ArrayList<>();
        for (int i = 0; i < failing.parts().size(); i++) {
            candidates.add(failing.without(i));
        }
        for (int i = 0; i < failing.parts().size(); i++) {
            Sequence.Part part = failing.parts().get(i);
            Cut cut = part.cut();
            if (cut == null) {
                continue;
            }
            candidates.add(failing.with(i, new Sequence.Part(part.command(), null)));
            if (cut.meanwhile() != null) {
                candidates.add(failing.with(i, new Sequence.Part(part.command(), cut.alone())));
            }
            for (int call = 0; call < cut.call(); call++) {
                candidates.add(failing.with(i, new Sequence.Part(part.command(), cut.at(call))));
            }
        }
        return candidates;
    }
}
