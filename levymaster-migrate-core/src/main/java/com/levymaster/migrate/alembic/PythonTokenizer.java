package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.PythonToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits Python into tokens: logical lines, indentation, and strings with their values.
 *
 * @see <a href="https://docs.python.org/3/reference/lexical_analysis.html">Python: lexical analysis</a>
 */
final class PythonTokenizer {

    private static final Pattern STRING_START = Pattern.compile("(?i)(r|u|b|br|rb|f|fr|rf|t|tr|rt)?('''|\"\"\"|'|\")");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}\\p{M}_]*");
    private static final Pattern NUMBER =
            Pattern.compile("(?i)0x[0-9a-f_]+|(\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(e[+-]?\\d+)?");
    private static final Pattern OPERATOR =
            Pattern.compile("->|:=|\\*\\*=?|//=?|>>=?|<<=?|[=!<>+\\-*/%&|^@]=|[-+*/%@&|^~<>=()\\[\\]{},:.;]");

    private final String source;
    private final List<PythonToken> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
    private int position;
    private int line = 1;
    private int brackets;

    private PythonTokenizer(String source) {
        this.source = source.replace("\r\n", "\n").replace('\r', '\n').replaceFirst("^\\uFEFF", "");
    }

    /** @throws NotUnderstoodException if a string does not end, or a character belongs to no token */
    static List<PythonToken> tokens(String source) {
        PythonTokenizer tokenizer = new PythonTokenizer(source);
        tokenizer.run();
        return List.copyOf(tokenizer.tokens);
    }

    private void run() {
        boolean lineStart = true;
        while (position < source.length()) {
            if (lineStart && brackets == 0) {
                indentation();
                lineStart = false;
            } else {
                lineStart = next();
            }
        }
        endLine();
        while (indents.size() > 1) {
            indents.pop();
            add(Kind.DEDENT, "");
        }
        add(Kind.END, "");
    }

    /** Blank lines and comments have no indentation of their own. */
    private void indentation() {
        int column = 0;
        while (position < source.length() && " \t\f".indexOf(source.charAt(position)) >= 0) {
            column = source.charAt(position) == '\t' ? (column / 8 + 1) * 8 : column + 1;
            position++;
        }
        if (position == source.length() || "\n#".indexOf(source.charAt(position)) >= 0) {
            return;
        }
        if (column > indents.getFirst()) {
            indents.push(column);
            add(Kind.INDENT, "");
        }
        while (column < indents.getFirst()) {
            indents.pop();
            add(Kind.DEDENT, "");
        }
    }

    /** Reads one token; {@code true} at the start of a line. */
    private boolean next() {
        char c = source.charAt(position);
        if (c == '\n') {
            position++;
            if (brackets == 0) {
                endLine();
            }
            line++;
            return true;
        }
        if (c == ' ' || c == '\t' || c == '\f') {
            position++;
        } else if (c == '#') {
            int end = source.indexOf('\n', position);
            position = end < 0 ? source.length() : end;
        } else if (c == '\\' && source.startsWith("\\\n", position)) {
            position += 2;
            line++;
        } else {
            token();
        }
        return false;
    }

    private void token() {
        Matcher string = at(STRING_START);
        if (string.lookingAt()) {
            string(string.group(1) == null ? "" : string.group(1).toLowerCase(Locale.ROOT), string.group(2));
        } else if (!taken(Kind.NAME, NAME) && !taken(Kind.NUMBER, NUMBER) && !taken(Kind.OPERATOR, OPERATOR)) {
            throw new NotUnderstoodException(line, "the character " + source.charAt(position));
        }
    }

    private boolean taken(Kind kind, Pattern pattern) {
        Matcher matcher = at(pattern);
        if (!matcher.lookingAt()) {
            return false;
        }
        String text = matcher.group();
        position = matcher.end();
        add(kind, text);
        if (kind == Kind.OPERATOR && "([{".contains(text)) {
            brackets++;
        } else if (kind == Kind.OPERATOR && ")]}".contains(text)) {
            brackets--;
        }
        return true;
    }

    private void string(String prefix, String quote) {
        int start = line;
        position += prefix.length() + quote.length();
        boolean raw = prefix.contains("r");
        StringBuilder value = new StringBuilder();
        while (!source.startsWith(quote, position)) {
            if (position >= source.length() || (quote.length() == 1 && source.charAt(position) == '\n')) {
                throw new NotUnderstoodException(start, "a string that does not end");
            }
            if (source.charAt(position) == '\\') {
                escape(value, raw);
                doubled(value, prefix);
            } else {
                line += source.charAt(position) == '\n' ? 1 : 0;
                value.append(source.charAt(position++));
            }
        }
        position += quote.length();
        Kind kind = switch (prefix) {
            case "", "u", "r" -> Kind.STRING;
            case "f", "fr", "rf" -> Kind.FORMATTED_STRING;
            default -> Kind.OTHER_STRING;
        };
        tokens.add(new PythonToken(kind, value.toString(), start));
    }

    /** An escaped brace begins no value of an f-string. */
    private static void doubled(StringBuilder value, String prefix) {
        char last = value.isEmpty() ? ' ' : value.charAt(value.length() - 1);
        if (prefix.contains("f") && (last == '{' || last == '}')) {
            value.append(last);
        }
    }

    private void escape(StringBuilder value, boolean raw) {
        if (position + 1 >= source.length()) {
            throw new NotUnderstoodException(line, "a string that does not end");
        }
        char next = source.charAt(position + 1);
        position += 2;
        line += next == '\n' ? 1 : 0;
        if (raw) {
            value.append('\\').append(next);
            return;
        }
        switch (next) {
            case '\n' -> {}
            case '\\', '\'', '"' -> value.append(next);
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'x' -> value.appendCodePoint(hexadecimal(2));
            case 'u' -> value.appendCodePoint(hexadecimal(4));
            case 'U' -> value.appendCodePoint(hexadecimal(8));
            default -> value.append('\\').append(next);
        }
    }

    private int hexadecimal(int digits) {
        try {
            int code = Integer.parseInt(source, position, position + digits, 16);
            position += digits;
            return code;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new NotUnderstoodException(line, "an escape in a string");
        }
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(source).region(position, source.length());
    }

    private void endLine() {
        if (!tokens.isEmpty()
                && switch (tokens.get(tokens.size() - 1).kind()) {
                    case NEWLINE, INDENT, DEDENT -> false;
                    default -> true;
                }) {
            add(Kind.NEWLINE, "");
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new PythonToken(kind, text, line));
    }
}
