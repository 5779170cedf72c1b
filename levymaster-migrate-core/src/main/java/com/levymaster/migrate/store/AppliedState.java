package com.levymaster.migrate.store;

import com.levymaster.migrate.definition.AppliedRepeatables;
import java.util.List;

/**
 * What one statement reads of the version table and the table of repeatables.
 *
 * @param ids of the applied revisions, in the order in which they were applied
 * @param repeatables those that are applied
 */
public record AppliedState(List<String> ids, AppliedRepeatables repeatables) {

    public AppliedState {
        ids = List.copyOf(ids);
    }
}
