package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.adopt.ScratchContents;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.render.RevisionSource.Form;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.sqlrevision.SqlRevisionSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the revision that replaces a range, and proves on scratch databases that it gives an equal database. */
final class Squasher {

    private static final int SHOWN = 20;

    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final SquashOptions options;
    private final RevisionHeader header;
    private final List<RevisionHeader> range;
    private final List<RevisionHeader> before;
    private final SquashScratch scratch;
    private final List<String> remarks = new ArrayList<>();

    Squasher(RevisionDefinitions revisions, MigratorSettings settings, SquashOptions options) {
        this.revisions = revisions;
        this.settings = settings;
        this.options = options;
        this.header = revisions.graph().squash(options.range(), options.target().revision());
        Set<String> ids = Set.copyOf(header.replaces());
        this.range = header.replaces().stream()
                .flatMap(id -> revisions.graph().find(id).stream())
                .toList();
        this.before = revisions.graph().ancestors(ids).stream()
                .filter(ancestor -> !ids.contains(ancestor.id()))
                .toList();
        this.scratch = new SquashScratch(revisions, settings, options.scratch());
    }

    /**
     * @param edited applied revisions that were edited
     * @param applied what the database has; empty if it is not known
     */
    Squash squash(List<EditedRevision> edited, Set<String> applied) {
        refuseEdited(edited);
        refuseAdopted();
        refuseAlembic();
        remarkPart(applied);
        remarkRepeatables();
        return before.isEmpty() ? fromContents() : fromSteps();
    }

    private void refuseEdited(List<EditedRevision> edited) {
        String titles = edited.stream()
                .map(EditedRevision::revision)
                .filter(range::contains)
                .map(RevisionHeader::title)
                .collect(Collectors.joining(", "));
        if (!titles.isEmpty()) {
            throw refused(
                    "These revisions have been edited since they were applied, so that the squash would not give what"
                            + " databases have: " + titles + ".",
                    "restore their text, or accept it with `db repair`; `db check` shows the differences.");
        }
    }

    private void refuseAdopted() {
        String titles = range.stream()
                .filter(revision -> revisions.definition(revision).options().adopted())
                .map(RevisionHeader::title)
                .collect(Collectors.joining(", "));
        if (!titles.isEmpty()) {
            throw refused(
                    "These revisions describe a database as it was when it was adopted, and a downgrade ends there: "
                            + titles + ".",
                    "begin the range after them.");
        }
    }

    private void refuseAlembic() {
        if (settings.tables().alembic() != null) {
            throw refused(
                    "The table of Alembic is kept in step, which would not know the squash.",
                    "squash once Alembic no longer runs (levymaster.migrate.alembic).");
        }
    }

    private void remarkPart(Set<String> applied) {
        List<RevisionHeader> some = range.stream()
                .filter(revision -> applied.contains(revision.id()))
                .toList();
        if (!some.isEmpty() && some.size() < range.size()) {
            remarks.add("The database has " + some.size() + " of the " + range.size()
                    + " revisions, up to " + some.get(some.size() - 1).title()
                    + ": `db upgrade` applies the others one by one before it has the squash.");
        }
    }

    private void remarkRepeatables() {
        if (!revisions.repeatables().isEmpty()) {
            remarks.add("Repeatables and callbacks are no part of it; they run as before.");
        }
    }

    /** On an empty database only the result counts: what the revisions have left there is written. */
    private Squash fromContents() {
        SquashScratch.Result old = scratch.run(range, List.of(), true);
        ScratchContents contents = old.contents();
        refuseUnsupported(contents.unsupported());
        refuseRows(contents.rows());
        remarks.addAll(contents.remarks());
        contents.rows()
                .forEach((table, count) -> remarks.add("The revision writes " + count + (count == 1 ? " row" : " rows")
                        + " of " + table + ", with the values of the scratch database."));
        prove(old.facts(), scratch.run(List.of(), contents.creation(), true).facts());
        return written(
                contents.creation(),
                scratch.isEmptyAfter(List.of(), contents.creation(), contents.removal())
                        ? contents.removal()
                        : irreversible("it could not be proved that its downgrade leaves nothing"),
                old.before(),
                contents.rows());
    }

    /** A database in which it runs may have rows: its steps are those of the revisions, one after the other. */
    private Squash fromSteps() {
        SquashedSteps steps = new SquashedSteps(revisions, settings.arguments(), range);
        List<Operation> upgrade = steps.upgrade();
        List<RevisionHeader> all = new ArrayList<>(before);
        all.addAll(range);
        SquashScratch.Result old = scratch.run(all, List.of(), false);
        prove(old.facts(), scratch.run(before, upgrade, false).facts());
        return written(upgrade, downgrade(steps), old.before(), Map.of());
    }

    private List<Operation> downgrade(SquashedSteps steps) {
        try {
            return steps.downgrade();
        } catch (MigrationException e) {
            return irreversible(e.problem());
        }
    }

    private List<Operation> irreversible(String why) {
        remarks.add("The revision has no downgrade: " + why);
        return List.of();
    }

    private void refuseUnsupported(List<String> unsupported) {
        if (!unsupported.isEmpty()) {
            throw refused(
                    "The revisions create what cannot be written:\n  - " + String.join("\n  - ", unsupported) + "\n",
                    "leave the revisions that create them out of the range.");
        }
    }

    private void refuseRows(Map<String, Long> rows) {
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        if (all > options.rows()) {
            throw refused(
                    "The revisions leave " + all + " rows, of which at most " + options.rows() + " are written: "
                            + rows.entrySet().stream()
                                    .map(row -> row.getKey() + " " + row.getValue())
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "allow them with --rows " + all + ", or leave the revisions that write them out of the range.");
        }
    }

    private void prove(SortedSet<String> old, SortedSet<String> squashed) {
        List<String> differences = Stream.concat(
                        old.stream().filter(fact -> !squashed.contains(fact)).map("only the revisions leave: "::concat),
                        squashed.stream().filter(fact -> !old.contains(fact)).map("only the squash leaves: "::concat))
                .toList();
        if (!differences.isEmpty()) {
            throw refused(
                    "The squash would not give an equal database:\n  - "
                            + String.join("\n  - ", differences.subList(0, Math.min(SHOWN, differences.size())))
                            + (differences.size() > SHOWN ? "\n  - and " + (differences.size() - SHOWN) + " more" : "")
                            + "\n",
                    "leave the revisions with these objects or rows out of the range.");
        }
    }

    private Squash written(
            List<Operation> upgrade, List<Operation> downgrade, DatabaseSchema before, Map<String, Long> rows) {
        Target target = options.target();
        RevisionSource source = new RevisionSource(
                target.packageName(),
                header,
                reviewed(upgrade),
                reviewed(downgrade),
                downgrade.isEmpty() ? Form.IRREVERSIBLE : Form.WRITTEN,
                OperationList.apply(upgrade, before));
        List<SourceFile> files = options.sql() ? List.of(sqlFile(source)) : classes(source);
        return new Squash(header, upgrade, files, rows, List.copyOf(new LinkedHashSet<>(remarks)));
    }

    private SourceFile sqlFile(RevisionSource source) {
        SqlRevisionSource sql = SqlRevisionSource.of(source);
        return new SourceFile(options.target().packageName(), sql.fileName(), sql.text());
    }

    private List<SourceFile> classes(RevisionSource source) {
        Target target = options.target();
        List<SourceFile> files = new ArrayList<>();
        source.parts().forEach(part -> files.add(new SourceFile(target.packageName(), part.fileName(), part.text())));
        files.add(new SourceFile(
                target.packageName(), source.fileName(), target.template().text(source)));
        return files;
    }

    private static List<ReviewedOperation> reviewed(List<Operation> operations) {
        return operations.stream().map(ReviewedOperation::of).toList();
    }

    private static MigrationException refused(String problem, String remedy) {
        return new MigrationException(problem + (problem.endsWith("\n") ? "" : " ") + "Nothing was written.", remedy);
    }
}
