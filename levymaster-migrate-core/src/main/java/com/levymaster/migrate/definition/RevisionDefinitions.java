package com.levymaster.migrate.definition;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The graph, and the script behind each of its headers. */
public record RevisionDefinitions(RevisionGraph graph, Map<String, RevisionDefinition> definitions) {

    public static RevisionDefinitions of(List<RevisionDefinition> scripts) {
        List<RevisionHeader> headers = new ArrayList<>(scripts.size());
        Map<String, RevisionDefinition> byId = new HashMap<>(2 * scripts.size());
        for (RevisionDefinition script : scripts) {
            headers.add(script.header());
            byId.put(script.id(), script);
        }
        return new RevisionDefinitions(RevisionGraph.of(headers), Collections.unmodifiableMap(byId));
    }

    public List<RevisionDefinition> definitions(List<RevisionHeader> headers) {
        return headers.stream().map(this::definition).toList();
    }

    public RevisionDefinition definition(RevisionHeader header) {
        return Objects.requireNonNull(definitions.get(header.id()));
    }
}
