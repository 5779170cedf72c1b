package com.levymaster.migrate.definition;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The revision graph, the definition of each of its revisions by id, and what runs around them. */
public record RevisionDefinitions(
        RevisionGraph graph,
        Map<String, RevisionDefinition> definitions,
        Repeatables repeatables,
        SqlCallbacks callbacks) {

    /**
     * Builds the graph of these revisions.
     *
     * @throws com.levymaster.migrate.revision.RevisionException if they form no graph
     */
    public static RevisionDefinitions of(List<RevisionDefinition> definitions) {
        List<RevisionHeader> headers = new ArrayList<>(definitions.size());
        Map<String, RevisionDefinition> byId = new HashMap<>(2 * definitions.size());
        for (RevisionDefinition definition : definitions) {
            headers.add(definition.header());
            byId.put(definition.id(), definition);
        }
        return new RevisionDefinitions(
                RevisionGraph.of(headers), Collections.unmodifiableMap(byId), Repeatables.NONE, SqlCallbacks.NONE);
    }

    /**
     * Returns the revisions for a database: with those that another replaces, where it has a part of them or a target names one.
     *
     * @param applied the ids that are recorded as applied
     * @param unfinished the ids of those that are partly committed
     */
    public RevisionDefinitions at(
            Collection<String> applied, Collection<String> unfinished, Collection<String> targets) {
        RevisionGraph at = graph.at(applied, unfinished, targets);
        return at == graph ? this : new RevisionDefinitions(at, definitions, repeatables, callbacks);
    }

    /** Returns a copy with these repeatables and callbacks. */
    public RevisionDefinitions with(Repeatables some, SqlCallbacks around) {
        return new RevisionDefinitions(graph, definitions, some, around);
    }

    /** The definitions of these headers, in the same order. */
    public List<RevisionDefinition> definitions(List<RevisionHeader> headers) {
        return headers.stream().map(this::definition).toList();
    }

    /** The definition of a header of the graph. */
    public RevisionDefinition definition(RevisionHeader header) {
        return Objects.requireNonNull(definitions.get(header.id()));
    }
}
