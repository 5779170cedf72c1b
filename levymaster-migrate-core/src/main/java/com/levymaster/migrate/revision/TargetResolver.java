package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RelativeSteps.Overrun;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.BitSet;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Resolves targets that do not depend on the applied revisions. */
final class TargetResolver {

    private final IndexedGraph revisions;
    private final NameResolver names;

    TargetResolver(IndexedGraph revisions, NameResolver names) {
        this.revisions = revisions;
        this.names = names;
    }

    /** Resolves several targets; empty for base. */
    BitSet absolute(Collection<String> texts) {
        BitSet all = new BitSet();
        texts.forEach(text -> all.or(absolute(TargetExpression.parse(text))));
        return all;
    }

    /** Resolves a target; empty for base. */
    BitSet absolute(TargetExpression target) {
        if (target.isRelative()) {
            return belowHeads(target);
        }
        return symbol(target.symbol(), target.branch());
    }

    /** Resolves a target to one revision, or to {@link RelativeSteps#BASE}. */
    int single(String symbol, @Nullable String branch) {
        BitSet found = symbol(symbol, branch);
        if (found.cardinality() > 1) {
            throw multipleHeads(found, branch == null ? symbol : branch + "@" + symbol);
        }
        return found.isEmpty() ? RelativeSteps.BASE : found.nextSetBit(0);
    }

    private BitSet symbol(@Nullable String symbol, @Nullable String branch) {
        if (symbol == null || symbol.equals("base")) {
            names.scope(branch);
            return new BitSet();
        }
        if (symbol.equals("heads") && branch == null) {
            return revisions.tips(revisions.all());
        }
        if (symbol.equals("head") || symbol.equals("heads")) {
            return branch == null ? headOfEachModule() : heads(symbol, branch);
        }
        return IndexedGraph.only(branch == null ? names.revision(symbol) : names.revisionOn(symbol, branch));
    }

    private BitSet headOfEachModule() {
        for (BitSet competing : revisions.modules().competing()) {
            throw multipleHeads(competing, "head");
        }
        return revisions.modules().heads();
    }

    private BitSet heads(String symbol, String branch) {
        BitSet module = revisions.modules().members(branch);
        BitSet heads = module != null
                ? revisions.modules().heads(module)
                : IndexedGraph.both(revisions.downTips(revisions.all()), names.scope(branch));
        if (symbol.equals("head") && heads.cardinality() > 1) {
            throw multipleHeads(heads, branch + "@head");
        }
        return heads;
    }

    /** Refuses heads of which one is meant, where each module has its own. */
    RevisionException severalModules(BitSet heads, String asked) {
        String module = revisions.modules().names().first();
        return new RevisionException(
                FaultKind.MULTIPLE_HEADS,
                "\"" + asked + "\" could be any of the heads of "
                        + revisions.modules().names().size() + " modules: " + titles(heads) + ".",
                "name a module: --module " + module + ", or " + module + "@head.");
    }

    /** {@code -N} without a start: N revisions below every effective head. */
    private BitSet belowHeads(TargetExpression target) {
        if (target.symbol() != null || target.distance() >= 0) {
            throw new RevisionException(
                    FaultKind.UNKNOWN_REVISION,
                    "\"" + target.text() + "\" is relative, which only upgrade, downgrade and history accept.",
                    "name the revision itself; `db history` lists them.");
        }
        BitSet found = new BitSet();
        RelativeSteps walk = new RelativeSteps(revisions, target, Overrun.REFUSE);
        BitSet heads = revisions.tips(revisions.all());
        IndexedGraph.both(heads, names.scope(target.branch())).stream()
                .map(walk::down)
                .filter(end -> end != RelativeSteps.BASE)
                .forEach(found::set);
        return found;
    }

    private RevisionException multipleHeads(BitSet heads, String asked) {
        String module = Modules.common(revisions.headers(heads));
        if (module.isEmpty() && !revisions.modules().names().isEmpty()) {
            return severalModules(heads, asked);
        }
        return new RevisionException(
                FaultKind.MULTIPLE_HEADS,
                "\"" + asked + "\" could be any of " + heads.cardinality() + " heads"
                        + (module.isEmpty() ? "" : " of module " + module) + ": " + titles(heads) + ".",
                asked.endsWith("heads")
                        ? "name one revision: the command has one target."
                        : "name one of them, or use heads for all; `db merge " + (module.isEmpty() ? "" : module + "@")
                                + "heads` joins them into one.");
    }

    private String titles(BitSet heads) {
        return revisions.headers(heads).stream().map(RevisionHeader::title).collect(Collectors.joining(", "));
    }
}
