package com.levymaster.migrate.cli.output;

import com.levymaster.migrate.error.CommandName;
import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * Writes characters that the encoding of the output lacks in ASCII, as their code if there is nothing else; otherwise each would become
 * a question mark, which means a parameter in SQL.
 */
final class TerminalWriter extends FilterWriter {

    private final CharsetEncoder encoder;
    private final boolean encodesAll;
    private final boolean messages;

    /** @param messages whether the text names commands of the user's, rather than being a result */
    TerminalWriter(OutputStream out, Charset charset, boolean messages) {
        super(new BufferedWriter(new OutputStreamWriter(out, charset)));
        this.encoder = charset.newEncoder();
        this.encodesAll = charset.name().startsWith("UTF-");
        this.messages = messages;
    }

    @Override
    public void write(int c) throws IOException {
        write(String.valueOf((char) c), 0, 1);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        String part = text.substring(offset, offset + length);
        out.write(encodable(messages ? CommandName.in(part) : part));
    }

    private String encodable(String text) {
        if (encodesAll || encoder.canEncode(text)) {
            return text;
        }
        StringBuilder encodable = new StringBuilder(text.length() + 16);
        for (char c : text.toCharArray()) {
            encodable.append(encoder.canEncode(c) ? String.valueOf(c) : ascii(c));
        }
        return encodable.toString();
    }

    private static String ascii(char c) {
        return switch (c) {
            case '→' -> ">>>";
            case '…' -> "...";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
