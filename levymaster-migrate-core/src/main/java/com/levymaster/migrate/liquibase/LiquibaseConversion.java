package com.levymaster.migrate.liquibase;

import com.levymaster.migrate.liquibase.ChangeSetSql.Question;
import com.levymaster.migrate.liquibase.ChangeSetSql.Trait;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.ConvertedProject;
import com.levymaster.migrate.sqlrevision.ForeignSql;
import com.levymaster.migrate.sqlrevision.SqlRevisionSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes change sets as revisions and repeatables, and decides nothing that was not said. */
final class LiquibaseConversion {

    private final List<ChangeSetSql> all;
    private final LiquibaseHistory history;
    private final LiquibaseOptions options;
    private final List<String> faults;
    private final List<ChangeSetSql> line;
    private final Set<ChangeSetKey> executed;
    private final Set<ChangeSetKey> written;
    private final Set<String> applied = new HashSet<>();
    private final Set<String> current = new HashSet<>();
    private final Map<String, List<String>> shown = new TreeMap<>();

    LiquibaseConversion(
            List<ChangeSetSql> all, LiquibaseHistory history, LiquibaseOptions options, List<String> faults) {
        this.all = all;
        this.history = history;
        this.options = options;
        this.faults = faults;
        this.line = all.stream()
                .filter(changeSet -> changeSet.skipped() == null && !changeSet.is(Trait.REPEATABLE))
                .toList();
        this.executed = new LinkedHashSet<>(history.executed());
        this.written = all.stream()
                .filter(changeSet -> changeSet.skipped() == null)
                .map(ChangeSetSql::key)
                .collect(Collectors.toSet());
    }

    /** The texts by their path in the resources. */
    Map<String, String> files() {
        all.forEach(this::ask);
        all.forEach(this::compare);
        compareLine();
        missing();
        all.stream().filter(changeSet -> changeSet.skipped() == null).forEach(this::check);
        Map<String, String> files = new LinkedHashMap<>();
        if (faults.isEmpty()) {
            revisions(files);
            all.stream()
                    .filter(changeSet -> changeSet.skipped() == null && changeSet.is(Trait.REPEATABLE))
                    .forEach(changeSet -> repeatable(changeSet, files));
        }
        return files;
    }

    /** The ids of what is recorded as applied. */
    Set<String> applied() {
        return applied;
    }

    /** The names of the repeatables that are applied as they are now. */
    Set<String> current() {
        return current;
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        shown.forEach((what, keys) -> remarks.add(what + ": " + String.join(", ", keys)));
        remarks.addAll(history.remarks());
        return remarks;
    }

    private void show(String what, ChangeSetKey key) {
        shown.computeIfAbsent(what, any -> new ArrayList<>()).add(key.toString());
    }

    private void ask(ChangeSetSql changeSet) {
        if (changeSet.skipped() != null && changeSet.skipped().isAlways()) {
            return;
        }
        changeSet.questions().forEach((question, what) -> {
            String fault = switch (question) {
                case CONTEXTS ->
                    options.contexts() == null
                            ? "has the context " + what
                                    + ": say with --contexts which ones Liquibase runs with; --contexts= for none, and"
                                    + " so all"
                            : null;
                case LABELS ->
                    options.labels() == null
                            ? "has the labels " + what
                                    + ": say with --labels which ones Liquibase runs with; --labels= for none, and so"
                                    + " all"
                            : null;
                case PRECONDITIONS ->
                    unless(
                            Accepted.PRECONDITIONS,
                            changeSet,
                            "has preconditions (" + what + ")",
                            "runs it without them");
                case RUN_ALWAYS ->
                    unless(
                            Accepted.RUN_ALWAYS,
                            changeSet,
                            "runs each time",
                            "makes it a repeatable, which runs when it has changed");
                case FAIL_ON_ERROR ->
                    unless(
                            Accepted.FAIL_ON_ERROR,
                            changeSet,
                            "may fail (failOnError=false)",
                            "lets its failure be a failure");
                case CUSTOM -> unless(Accepted.CUSTOM, changeSet, what, "writes a step that fails, for you to replace");
            };
            if (fault != null) {
                faults.add(changeSet.key() + " " + fault);
            }
        });
    }

    private @Nullable String unless(Accepted accepted, ChangeSetSql changeSet, String what, String then) {
        return changeSet.skipped() != null || accepts(accepted) ? null : what + ": --accept " + accepted + " " + then;
    }

    private void compare(ChangeSetSql changeSet) {
        if (changeSet.skipped() != null) {
            if (executed.contains(changeSet.key())
                    && !written.contains(changeSet.key())
                    && !accepts(Accepted.MISSING)) {
                faults.add(changeSet.key() + " was run, and is " + changeSet.skipped()
                        + ": --accept missing leaves it out all the same");
            }
            show(changeSet.skipped().toString(), changeSet.key());
        } else if (changeSet.checksum() != null && !changeSet.is(Trait.REPEATABLE) && !isUnanswered(changeSet)) {
            if (accepts(Accepted.EDITED)) {
                show("edited after they were run: a new database runs what they are now", changeSet.key());
            } else {
                faults.add(changeSet.key() + " was edited after it was run: Liquibase has recorded the checksum "
                        + history.checksum(changeSet.key()).orElse("") + ", and it has " + changeSet.checksum()
                        + " now: restore it; --accept edited takes it as it is now");
            }
        }
    }

    /** What it contains depends on contexts and labels that are yet to be said. */
    private boolean isUnanswered(ChangeSetSql changeSet) {
        return options.contexts() == null && changeSet.questions().containsKey(Question.CONTEXTS)
                || options.labels() == null && changeSet.questions().containsKey(Question.LABELS);
    }

    private boolean accepts(Accepted accepted) {
        return options.accepted().contains(accepted);
    }

    /** Liquibase also runs what was put before; a line of revisions cannot. */
    private void compareLine() {
        int last = line.size() - 1;
        while (last >= 0 && !history.has(line.get(last).key())) {
            last--;
        }
        for (ChangeSetSql changeSet : line.subList(0, last + 1)) {
            if (!history.has(changeSet.key())) {
                faults.add(changeSet.key() + " is not run, and "
                        + line.get(last).key() + " after it is: run `liquibase update` first, or move it to the end");
            }
        }
    }

    private void missing() {
        Set<ChangeSetKey> known = all.stream().map(ChangeSetSql::key).collect(Collectors.toSet());
        executed.stream().filter(key -> !known.contains(key)).forEach(key -> {
            if (accepts(Accepted.MISSING)) {
                show("run by Liquibase and in no file: a new database will not have what they did", key);
            } else {
                faults.add(key + " was run, and is in no file: restore it; --accept missing leaves it out");
            }
        });
    }

    private void check(ChangeSetSql changeSet) {
        boolean compared = history.checksum(changeSet.key()).isPresent() && changeSet.checksum() == null;
        if (changeSet.isLiteral() && !compared && !accepts(Accepted.LITERALS)) {
            faults.add(changeSet.key() + " has `${` in its SQL, and no parameter of that name: set it in"
                    + " spring.liquibase.parameters; --accept literals leaves it as it is");
        }
        if (changeSet.is(Trait.REPEATABLE) && changeSet.is(Trait.OUTSIDE_TRANSACTION)) {
            faults.add(changeSet.key()
                    + " runs outside of a transaction, which a repeatable cannot: leave out runOnChange or runAlways");
        }
    }

    private void revisions(Map<String, String> files) {
        String parent = null;
        for (ChangeSetSql changeSet : line) {
            String id = changeSet.key().revision();
            RevisionHeader header = (parent == null ? RevisionHeader.of(id) : RevisionHeader.of(id, parent))
                    .withMessage(changeSet.message());
            boolean recorded = history.has(changeSet.key());
            if (recorded) {
                applied.add(id);
            }
            files.put(
                    ConvertedProject.REVISIONS + new SqlRevisionSource(header).fileName(),
                    "-- revision: " + id + "\n"
                            + (parent == null ? "" : "-- down_revision: " + parent + "\n")
                            + "-- message: " + header.displayMessage() + "\n"
                            + (recorded ? "-- adopted: true\n" : "")
                            + (changeSet.reason().isEmpty() ? "" : "-- irreversible: " + changeSet.reason() + "\n")
                            + literal(changeSet)
                            + "-- liquibase: " + changeSet.key() + "\n\n-- upgrade\n"
                            + upgrade(changeSet)
                            + downgrade(changeSet));
            parent = id;
        }
    }

    private String upgrade(ChangeSetSql changeSet) {
        if (changeSet.is(Trait.OTHER_DATABASES)) {
            show("without their changes that are not for PostgreSQL (dbms)", changeSet.key());
        }
        if (changeSet.is(Trait.CONTENT_OF_FILES)) {
            show("with the content of their files (sqlFile, loadData)", changeSet.key());
        }
        if (changeSet.isUnwritten()) {
            show("not written, with a revision that fails when it runs: search for REVIEW", changeSet.key());
            return ForeignSql.unwritten(
                    "the change set " + changeSet.key().id(), changeSet.key().toString());
        }
        return autocommit(changeSet) + changeSet.upgrade();
    }

    private static String literal(ChangeSetSql changeSet) {
        boolean inHeader = (changeSet.key() + changeSet.message() + changeSet.reason()).contains("${");
        return inHeader || changeSet.isLiteral() ? "-- placeholders: false\n" : "";
    }

    private static String autocommit(ChangeSetSql changeSet) {
        return changeSet.is(Trait.OUTSIDE_TRANSACTION) ? "-- autocommit\n" : "";
    }

    private static String downgrade(ChangeSetSql changeSet) {
        return changeSet.downgrade() == null ? "" : "\n-- downgrade\n" + autocommit(changeSet) + changeSet.downgrade();
    }

    private void repeatable(ChangeSetSql changeSet, Map<String, String> files) {
        String name = changeSet.key().revision() + "_" + changeSet.key().id().replaceAll("[^\\p{L}\\p{N}.-]+", "_");
        files.put(
                ConvertedProject.REPEATABLES + name + ".sql",
                "-- repeatable: " + name + "\n" + literal(changeSet) + "-- liquibase: " + changeSet.key()
                        + "\n\n-- upgrade\n" + upgrade(changeSet));
        show("now repeatables, which run after all revisions", changeSet.key());
        if (history.has(changeSet.key()) && changeSet.checksum() == null) {
            current.add(name);
        } else {
            show(
                    history.has(changeSet.key())
                            ? "changed since they were run: the next `db upgrade` applies them"
                            : "not run yet: the next `db upgrade` applies them",
                    changeSet.key());
        }
    }
}
