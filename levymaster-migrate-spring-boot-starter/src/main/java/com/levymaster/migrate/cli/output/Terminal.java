package com.levymaster.migrate.cli.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/**
 * Where a command's words go.
 *
 * @param out the answer, and nothing else
 * @param err progress and errors
 * @param interactive whether a person is watching, so that a line may be written over
 * @param in what that person types; {@code null} where nobody is to be asked
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        Ansi ansi,
        Charset charset,
        boolean interactive,
        @Nullable BufferedReader in) {

    public static Terminal of(PrintStream out, PrintStream err) {
        boolean interactive = System.console() != null && Ansi.AUTO.enabled();
        Charset charset = encoding();
        return new Terminal(
                new PrintWriter(out, true, charset),
                new PrintWriter(err, true, charset),
                Ansi.AUTO,
                charset,
                interactive,
                interactive ? new BufferedReader(new InputStreamReader(System.in, charset)) : null);
    }

    /** The terminal's own, which Java 17 keeps in properties of various names. */
    private static Charset encoding() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .map(Charset::forName)
                .findFirst()
                .orElse(Charset.defaultCharset());
    }

    public void line(String text) {
        out.println(text);
    }

    /** The text as it stands, in colour where there are colours. */
    public String styled(String text, Style... styles) {
        return new ColorScheme.Builder(ansi)
                .build()
                .apply(text, List.of(styles))
                .toString();
    }

    /** Text of whatever content, as it stands. */
    public void text(String text) {
        out.print(text);
        out.flush();
    }

    /** What a person answers; empty at the end of the input. */
    public String ask(BufferedReader person, String question) {
        err.print(question);
        err.flush();
        try {
            String answer = person.readLine();
            return answer == null ? "" : answer.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void json(Object value) {
        try {
            JsonWriter.standard().withNewLineAtEnd().write(value, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
