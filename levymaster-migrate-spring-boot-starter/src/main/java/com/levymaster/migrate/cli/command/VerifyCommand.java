package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.lint.Rule.Severity;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.verify.HistoryVerifier;
import com.levymaster.migrate.verify.Verification;
import com.levymaster.migrate.verify.Verification.BrokenLaw;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        description = {
            "Runs all revisions up, down and up again on a temporary database, with the rows of db/given.",
            "At each revision the catalog must be what it was there before, and no row may get lost. Exit code 1 if a"
                    + " revision breaks that."
        })
final class VerifyCommand extends DbCommand {

    @Mixin
    ScratchOptions scratch = new ScratchOptions();

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        HistoryVerifier verifier =
                new HistoryVerifier(migrator, db().application().given());
        if (!scratch.isNamed(db().application())) {
            verifier.refuseChangesOfServer();
        }
        Verification found = verifier.verify(scratch.server(db().application(), migrator));
        if (json()) {
            terminal().json(json(found));
        } else {
            print(found);
        }
        return found.broken().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Verification found) {
        if (found.broken().isEmpty()) {
            terminal().line(summary(found));
        } else {
            terminal()
                    .line(terminal()
                            .styled(counted(found.broken().size(), "law is", "laws are") + " broken:", Style.bold));
            found.broken().stream().limit(20).forEach(this::print);
            if (!found.unverified().isEmpty()) {
                list("Not verified, because of that:", titles(found.unverified()));
            }
        }
        list(
                "Irreversible:",
                found.irreversible().stream()
                        .map(one -> one.revision().title() + ": " + one.reason())
                        .toList());
        list("Not confined to the temporary database:", found.outside());
        list(
                "Hazards in a database in use:",
                found.hazards().stream()
                        .filter(one -> one.hazard().rule().severity() != Severity.INFO)
                        .map(one -> one.revision().title() + ": "
                                + one.hazard().operation().describe() + " ["
                                + one.hazard().rule().id() + "]")
                        .toList());
    }

    private static String summary(Verification found) {
        return "Verified " + counted(found.revisions().size(), "revision", "revisions")
                + (found.repeatables() == 0 ? "" : " and " + counted(found.repeatables(), "repeatable", "repeatables"))
                + " on a temporary database: up, down and up again, each by itself and all together"
                + (found.irreversible().isEmpty()
                        ? "."
                        : ", except "
                                + counted(
                                        found.irreversible().size(), "irreversible revision", "irreversible revisions")
                                + ".")
                + (found.given() == 0 ? "" : " The rows of " + counted(found.given(), "file", "files") + " were kept.");
    }

    private void print(BrokenLaw law) {
        terminal().line("");
        terminal()
                .line(Optional.ofNullable(law.revision())
                                .map(RevisionHeader::title)
                                .map(title -> title + ": ")
                                .orElse("")
                        + law.problem() + ":");
        BoundedList.of(law.details()).forEach(line -> terminal().line("  " + line));
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            terminal().line("");
            terminal().line(title);
            BoundedList.of(lines).forEach(line -> terminal().line("  " + line));
        }
    }

    private static String counted(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private static List<String> titles(List<RevisionHeader> revisions) {
        return revisions.stream().map(RevisionHeader::title).toList();
    }

    private static Map<String, Object> json(Verification found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revisions", ids(found.revisions()));
        json.put("unverified", ids(found.unverified()));
        json.put("repeatables", found.repeatables());
        json.put("given", found.given());
        json.put("broken", found.broken().stream().map(VerifyCommand::json).toList());
        json.put(
                "irreversible",
                found.irreversible().stream()
                        .map(one -> Map.of("revision", one.revision().id(), "reason", one.reason()))
                        .toList());
        json.put("outside", found.outside());
        json.put(
                "hazards",
                found.hazards().stream()
                        .map(one ->
                                Map.of("revision", one.revision().id(), "hazard", HazardFormatter.json(one.hazard())))
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(BrokenLaw law) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("revision", law.revision() == null ? null : law.revision().id());
        json.put("problem", law.problem());
        json.put("details", law.details());
        return json;
    }

    private static List<String> ids(List<RevisionHeader> revisions) {
        return revisions.stream().map(RevisionHeader::id).toList();
    }
}
