package com.levymaster.migrate.revision;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves the parents and dependencies of a new revision. */
final class RevisionFactory {

    /** Targets that mean the heads of all modules. */
    private static final Set<String> SYMBOLS = Set.of("head", "heads");

    private final IndexedGraph revisions;
    private final TargetResolver targets;
    private final BranchLabels labels;

    RevisionFactory(IndexedGraph revisions, TargetResolver targets, BranchLabels labels) {
        this.revisions = revisions;
        this.targets = targets;
        this.labels = labels;
    }

    RevisionHeader header(RevisionRequest request) {
        String why = GraphValidator.illegal(request.id());
        if (!why.isEmpty()) {
            throw new RevisionException(
                    FaultKind.ILLEGAL_REVISION_ID,
                    "Revision id \"" + PrintableText.line(request.id()) + "\" " + why + ".",
                    "choose another id.");
        }
        List<Integer> parents = new ArrayList<>();
        for (String text : request.parents()) {
            BitSet found = targets.absolute(TargetExpression.parse(text));
            if (found.cardinality() > 1
                    && SYMBOLS.contains(text)
                    && isOfSeveralModules(found.stream().boxed().toList())) {
                throw targets.severalModules(found, text);
            }
            found.stream().forEach(parents::add);
        }
        check(parents, request);
        if (request.module().isEmpty() && isOfSeveralModules(parents)) {
            throw joinsModules(parents, request.id());
        }
        List<String> down = parents.stream().map(this::named).toList();
        List<String> needed = request.dependsOn().stream().map(this::dependency).toList();
        String module = request.module().isEmpty()
                ? Modules.common(parents.stream().map(revisions::header).toList())
                : request.module();
        return new RevisionHeader(request.id(), down, needed, request.labels(), request.message()).withModule(module);
    }

    private boolean isOfSeveralModules(List<Integer> found) {
        return found.stream()
                        .map(revision -> revisions.header(revision).module())
                        .distinct()
                        .count()
                > 1;
    }

    private RevisionException joinsModules(List<Integer> parents, String id) {
        String titles = parents.stream()
                .map(parent -> revisions.header(parent))
                .map(header -> header.title() + (header.module().isEmpty() ? "" : " (module " + header.module() + ")"))
                .collect(Collectors.joining(" and "));
        return new RevisionException(
                FaultKind.BAD_TARGET,
                "Revision " + id + " would join modules, which stay apart: " + titles + ".",
                "name one as the parent and the others with --depends-on; or say with --module whose revision it is.");
    }

    /** A parent that replaces others is named by the last of them as long as they have sources: it may be deleted again. */
    private String named(int parent) {
        List<RevisionHeader> rows = revisions.replacements().rows(revisions.id(parent));
        return rows.get(rows.size() - 1).id();
    }

    private void check(List<Integer> parents, RevisionRequest request) {
        if (parents.stream().distinct().count() < parents.size()) {
            throw new RevisionException(
                    FaultKind.DUPLICATE_HEADS,
                    "Revision " + request.id() + " would have the same parent twice.",
                    "name each parent once.");
        }
        for (int parent : parents) {
            if (!request.splice() && hasChild(parent)) {
                throw new RevisionException(
                        FaultKind.NOT_HEAD,
                        "Revision " + revisions.header(parent).title() + " is not a head: "
                                + revisions
                                        .header(revisions.children().of(parent)[0])
                                        .title() + " is already its child.",
                        "put the new revision on a head, or use --splice to create a branch here.");
            }
        }
    }

    /** In its module: another module may go on from it. */
    private boolean hasChild(int parent) {
        String module = revisions.header(parent).module();
        return Arrays.stream(revisions.children().of(parent))
                .anyMatch(child -> revisions.header(child).module().equals(module));
    }

    /** A label stays a label, so that it follows its branch; anything else becomes an exact id. */
    private String dependency(String text) {
        TargetExpression target = TargetExpression.parse(text);
        if (target.isRelative() || target.symbol() == null) {
            throw new RevisionException(
                    FaultKind.UNKNOWN_REVISION,
                    "A revision cannot depend on \"" + text + "\".",
                    "name an id or a label.");
        }
        int found = targets.single(target.symbol(), target.branch());
        if (found == RelativeSteps.BASE) {
            throw new RevisionException(
                    FaultKind.BAD_TARGET,
                    "A revision cannot depend on \"" + text + "\", which is not a revision.",
                    "name an id or a label.");
        }
        return labels.of(found).contains(text) ? text : revisions.id(found);
    }
}
