package com.levymaster.migrate.bench;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report as a page for people. */
final class Markdown {

    private final Report report;
    private final String notes;
    private final StringBuilder text = new StringBuilder();

    /** @param notes what people have to say about it */
    Markdown(Report report, String notes) {
        this.report = report;
        this.notes = notes;
    }

    String text() {
        head();
        summary();
        report.sections().forEach(this::section);
        return text.append(notes).toString();
    }

    private void head() {
        Machine machine = report.machine();
        line("# Performance");
        line("");
        line("Generated, never typed, by");
        line("");
        line("```bash");
        line("mvn -Pbench -pl levymaster-migrate-core verify");
        line("```");
        line("");
        line("in " + report.seconds() + " s, on " + machine.hardware() + "; " + machine.java() + "; " + machine.server()
                + ", on the same machine, with nothing forced to the disk; " + String.join("; ", machine.contestants())
                + ". Contestants take turns (A B C, A B C, …) within one run, so only ratios of one run mean anything."
                + " Times are medians, with the least and the most. Statements and round trips are counted on the wire,"
                + " for every contestant alike, by a proxy that reads the protocol, beyond those that open the"
                + " connection; CPU is that of the client's process.");
        line("");
    }

    private void summary() {
        line("| | goal | reached | |");
        line("|---|---|---|---|");
        for (Section section : report.sections()) {
            for (Goal goal : section.goals()) {
                line("| " + section.id() + " | " + goal.hoped() + " | " + goal.reached() + " | "
                        + (goal.met() ? "✓" : "**missed**") + " |");
            }
        }
        line("");
    }

    private void section(Section section) {
        line("## " + section.id() + ": " + section.title());
        line("");
        line(section.what());
        line("");
        section.tables().forEach(this::table);
    }

    private void table(Table table) {
        line("**" + table.variant() + "**");
        line("");
        line("| | ms | min–max | × first | statements | round trips | CPU ms | MB allocated | classes loaded |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        Row first = table.rows().get(0);
        table.rows().forEach(row -> row(row, first));
        line("");
    }

    private void row(Row row, Row first) {
        line("| " + String.join(" | ", List.of(
                row.name(),
                figure(row.wall()),
                figure(row.min(Sample::wall) / 1e6) + "–" + figure(row.max(Sample::wall) / 1e6),
                String.format(Locale.ROOT, "%.2f", row.wall() / first.wall()),
                count(row.statements()),
                count(row.roundTrips()),
                known(row.cpu()),
                known(row.median(Sample::allocated) / 1e6),
                row.median(Sample::classes) < 0 ? "" : String.valueOf(Math.round(row.median(Sample::classes))))) + " |");
    }

    private static String count(@Nullable Integer count) {
        return count == null ? "" : count.toString();
    }

    /** Nothing costs nothing: then it was not measured. */
    private static String known(double value) {
        return value == 0 ? "" : figure(value);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
