package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.script.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The graph, and the script behind each of its headers. */
record Revisions(RevisionGraph graph, Map<String, Script> scripts) {

    static Revisions of(List<Script> scripts) {
        List<RevisionHeader> headers = new ArrayList<>(scripts.size());
        Map<String, Script> byId = new HashMap<>(2 * scripts.size());
        for (Script script : scripts) {
            headers.add(script.header());
            byId.put(script.id(), script);
        }
        return new Revisions(RevisionGraph.of(headers), Collections.unmodifiableMap(byId));
    }

    List<Script> scripts(List<RevisionHeader> headers) {
        return headers.stream().map(this::script).toList();
    }

    Script script(RevisionHeader header) {
        return Objects.requireNonNull(scripts.get(header.id()));
    }
}
