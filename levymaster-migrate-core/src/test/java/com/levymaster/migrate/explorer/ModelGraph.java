package com.levymaster.migrate.explorer;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Collection;
import java.util.List;

/** A few revisions, and the database that all of them make. */
record ModelGraph(String name, List<ModelRevision> revisions, RevisionGraph graph) {

    ModelGraph {
        revisions = List.copyOf(revisions);
    }

    static ModelGraph of(String name, ModelRevision... revisions) {
        List<ModelRevision> all = List.of(revisions);
        return new ModelGraph(
                name,
                all,
                RevisionGraph.of(all.stream().map(ModelRevision::header).toList()));
    }

    List<RevisionDefinition> definitions() {
        return revisions.stream().map(ModelRevision::definition).toList();
    }

    ModelRevision find(String id) {
        return revisions.stream()
                .filter(revision -> revision.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<String> ids() {
        return graph.headers().stream().map(RevisionHeader::id).toList();
    }

    /** The contents of a database to which exactly these revisions were applied. */
    Effects replay(Collection<String> applied) {
        Effects effects = Effects.NONE;
        for (String id : ids()) {
            effects = applied.contains(id) ? find(id).applyTo(effects) : effects;
        }
        return effects;
    }

    boolean isClosed(Collection<String> applied) {
        return graph.gaps(applied).isEmpty();
    }

    boolean isComplete(Collection<String> applied) {
        return applied.containsAll(ids());
    }

    /** Whether an upgrade to all heads is possible at all. */
    boolean isUpgradable() {
        return revisions.stream().noneMatch(ModelRevision::isRefused);
    }

    @Override
    public String toString() {
        return name;
    }
}
