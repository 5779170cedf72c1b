package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.Operation;
import java.util.List;

/**
 * A law that a sequence breaks.
 *
 * @param kind the same for faults with the same cause, as far as can be seen: the law, the operation, and what differs or the
 *     server's message without names
 * @param operations the sequence that was run
 */
record Fault(String kind, String detail, World world, List<Operation> operations) {

    /** The law and the operation, and the SQL state of a refusal: coarser than the kind. */
    String rule() {
        List<String> words = List.of(kind.split(" "));
        int count = kind.startsWith("refused late")
                ? 4
                : kind.startsWith("script refused")
                                || kind.startsWith("diff refused")
                                || kind.startsWith("undo: sequence")
                        ? 3
                        : 2;
        return kind.startsWith("script:") || kind.startsWith("diff:")
                ? kind
                : String.join(" ", words.subList(0, Math.min(count, words.size())));
    }
}
