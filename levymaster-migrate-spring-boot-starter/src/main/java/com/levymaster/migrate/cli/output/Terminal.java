package com.levymaster.migrate.cli.output;

import com.levymaster.migrate.command.SqlScript;
import com.levymaster.migrate.error.CommandName;
import com.levymaster.migrate.error.PrintableText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/**
 * The output and input of a command.
 *
 * @param out receives the result only
 * @param err receives progress, warnings and errors
 * @param interactive whether the output is a terminal, so that a line can be overwritten
 * @param in the user's input; {@code null} if there is no user to ask
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        Ansi ansi,
        Charset charset,
        boolean interactive,
        @Nullable BufferedReader in) {

    /** Select Graphic Rendition: colours and weights. */
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    /** Returns a terminal that writes results to {@code out} and messages to {@code err}. */
    public static Terminal of(PrintStream out, PrintStream err) {
        boolean isTerminal = System.console() != null && Ansi.AUTO.enabled();
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        return of(out, err, encoding(), isTerminal && !isDumb, isTerminal ? System.in : null, isDumb);
    }

    private static Terminal of(
            PrintStream out,
            PrintStream err,
            Charset charset,
            boolean interactive,
            @Nullable InputStream in,
            boolean isDumb) {
        return new Terminal(
                new PrintWriter(new TerminalWriter(out, charset, false), true),
                new PrintWriter(new TerminalWriter(err, charset, true), true),
                isDumb ? Ansi.OFF : Ansi.AUTO,
                charset,
                interactive,
                in == null ? null : new BufferedReader(new InputStreamReader(in, charset)));
    }

    /** Returns the encoding of the terminal, which Java 17 has in properties of various names. */
    private static Charset encoding() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .map(Charset::forName)
                .findFirst()
                .orElse(Charset.defaultCharset());
    }

    /** Prints a line. Control characters are escaped, except those of styles if the terminal supports them. */
    public void line(String text) {
        String named = CommandName.in(text);
        out.println(ansi.enabled() ? styledLine(named) : PrintableText.lines(named));
    }

    private static String styledLine(String text) {
        StringBuilder printable = new StringBuilder();
        Matcher style = STYLE.matcher(text);
        int position = 0;
        while (style.find()) {
            printable
                    .append(PrintableText.lines(text.substring(position, style.start())))
                    .append(style.group());
            position = style.end();
        }
        return printable.append(PrintableText.lines(text.substring(position))).toString();
    }

    /** Returns the text with styles, if the terminal supports them. */
    public String styled(String text, Style... styles) {
        return new ColorScheme.Builder(ansi)
                .build()
                .apply(text, List.of(styles))
                .toString();
    }

    /** Prints the text unchanged, without a line separator. */
    public void text(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints a script unchanged. */
    public void script(SqlScript script) {
        try {
            script.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the user; returns the answer, empty at the end of the input. */
    public String ask(BufferedReader input, String question) {
        err.print(question);
        err.flush();
        try {
            String answer = input.readLine();
            return answer == null ? "" : answer.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the result as JSON, on one line. */
    public void json(Object value) {
        text(encodable(JsonWriter.standard().withNewLineAtEnd().writeToString(value)));
    }

    /** Characters that the encoding lacks are inside of strings, where their code means the same. */
    private String encodable(String json) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(json)) {
            return json;
        }
        StringBuilder encodable = new StringBuilder(json.length() + 16);
        for (char c : json.toCharArray()) {
            encodable.append(encoder.canEncode(c) ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return encodable.toString();
    }
}
