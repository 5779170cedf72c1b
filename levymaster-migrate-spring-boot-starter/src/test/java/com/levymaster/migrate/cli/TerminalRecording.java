package com.levymaster.migrate.cli;

import java.util.ArrayList;
import java.util.List;

/** A recording of a terminal as SVG: each command with its answer appears after the one before, and stays. */
final class TerminalRecording {

    private static final int COLUMNS = 104;
    private static final int LINE_HEIGHT = 18;
    private static final int SECONDS_PER_COMMAND = 3;

    private TerminalRecording() {}

    /** @param transcripts each begins with the line of its command */
    static String svg(List<String> transcripts) {
        StringBuilder text = new StringBuilder();
        int y = 2 * LINE_HEIGHT;
        for (int i = 0; i < transcripts.size(); i++) {
            text.append("<g style=\"animation-delay:%ds\">%n".formatted(i * SECONDS_PER_COMMAND));
            for (String line : wrapped(transcripts.get(i).stripTrailing())) {
                text.append("<text x=\"16\" y=\"%d\" class=\"%s\">%s</text>%n".formatted(y, kind(line), escaped(line)));
                y += LINE_HEIGHT;
            }
            text.append("</g>%n".formatted());
            y += LINE_HEIGHT / 2;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="860" height="%d" role="img" aria-label="A terminal: %s">
                <style>
                rect { fill: #16181d }
                text { font: 13px ui-monospace, Menlo, Consolas, monospace; fill: #d8dce3; white-space: pre }
                .command { fill: #ffffff; font-weight: 600 }
                .warning { fill: #e8b04a }
                .failed { fill: #f07a70 }
                @media (prefers-reduced-motion: no-preference) { g { animation: appear 0.2s both } }
                @keyframes appear { from { opacity: 0 } }
                </style>
                <rect width="100%%" height="100%%" rx="8"/>
                %s</svg>
                """.formatted(y, escaped(String.join(", ", commands(transcripts))), text)
                .replace(System.lineSeparator(), "\n");
    }

    private static List<String> wrapped(String transcript) {
        List<String> lines = new ArrayList<>();
        for (String line : transcript.split("\n")) {
            String rest = line;
            while (rest.length() > COLUMNS) {
                int end = rest.lastIndexOf(' ', COLUMNS);
                lines.add(rest.substring(0, end));
                rest = "    " + rest.substring(end + 1);
            }
            lines.add(rest);
        }
        return lines;
    }

    private static List<String> commands(List<String> transcripts) {
        return transcripts.stream()
                .map(transcript -> transcript.lines().findFirst().orElseThrow().substring("$ ".length()))
                .toList();
    }

    private static String kind(String line) {
        if (line.startsWith("$ ")) {
            return "command";
        }
        return line.contains("WARNING") ? "warning" : line.startsWith("FAILED") ? "failed" : "answer";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
