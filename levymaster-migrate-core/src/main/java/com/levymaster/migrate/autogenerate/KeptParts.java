package com.levymaster.migrate.autogenerate;

import java.util.ArrayList;
import java.util.List;

/** Decides which parts stay as they are in the database, and lists those of which the mapping states nothing. */
final class KeptParts {

    private final AutogenerateOptions options;
    private final List<KeptPart> list = new ArrayList<>();

    KeptParts(AutogenerateOptions options) {
        this.options = options;
    }

    /**
     * Whether a part that differs from the mapping stays as it is. A part that stays for want of a statement is listed.
     *
     * @param unstated whether the mapping states nothing about it
     * @param made whether a typed operation of a revision made it: then the mapping removes what it does not state
     */
    boolean keeps(ComparedPart part, String name, boolean unstated, boolean made) {
        boolean keeps = switch (options.mode(part)) {
            case STATED -> unstated && !made;
            case ALWAYS -> false;
            case NEVER -> true;
        };
        if (keeps) {
            list.add(new KeptPart(part, name));
        }
        return keeps;
    }

    /** Whether the author wants to drop the column. */
    boolean isDropped(String column) {
        return options.dropped().contains(column);
    }

    /** Whether parts of this kind are neither added nor removed. */
    boolean ignores(ComparedPart part) {
        return options.mode(part) == ComparisonMode.NEVER;
    }

    List<KeptPart> list() {
        return List.copyOf(list);
    }
}
