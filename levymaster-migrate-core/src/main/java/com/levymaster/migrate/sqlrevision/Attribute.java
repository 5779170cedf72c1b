package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.revision.Suggestions;
import java.util.Arrays;
import java.util.Optional;

/** The attributes of the header, in the order in which they are documented. */
enum Attribute {
    REVISION,
    REPEATABLE,
    DOWN_REVISION,
    DEPENDS_ON,
    LABELS,
    MESSAGE,
    REPLACES,
    MODULE,
    PHASE,
    TRANSACTIONAL,
    ISOLATION,
    IGNORED_HAZARDS,
    BECAUSE,
    ADOPTED,
    IRREVERSIBLE,
    PLACEHOLDERS;

    /** Of a word that is almost the name of one of several words: a comment with a colon hardly has it. */
    static Optional<Attribute> meant(String word) {
        return Arrays.stream(values())
                .filter(each -> each.name().contains("_"))
                .filter(each -> Suggestions.differInOne(word, each.name()))
                .findFirst();
    }
}
