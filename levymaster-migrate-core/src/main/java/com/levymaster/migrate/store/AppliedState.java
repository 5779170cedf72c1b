package com.levymaster.migrate.store;

import java.util.List;
import java.util.Map;

/**
 * What one statement reads of the version table and the table of repeatables.
 *
 * @param ids of the applied revisions, in the order in which they were applied
 * @param repeatables the checksums of the applied repeatables by name
 */
public record AppliedState(List<String> ids, Map<String, String> repeatables) {

    public AppliedState {
        ids = List.copyOf(ids);
        repeatables = Map.copyOf(repeatables);
    }
}
