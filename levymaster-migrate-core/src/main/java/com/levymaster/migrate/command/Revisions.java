package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.script.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The graph, and the script behind each of its headers. */
record Revisions(RevisionGraph graph, Map<String, Script> scripts) {

    static Revisions of(List<Script> scripts) {
        RevisionGraph graph =
                RevisionGraph.of(scripts.stream().map(Script::header).toList());
        Map<String, Script> byId = new HashMap<>();
        scripts.forEach(s -> byId.put(s.id(), s));
        return new Revisions(graph, Map.copyOf(byId));
    }

    List<Script> scripts(List<RevisionHeader> headers) {
        return headers.stream().map(this::script).toList();
    }

    Script script(RevisionHeader header) {
        return Objects.requireNonNull(scripts.get(header.id()));
    }
}
