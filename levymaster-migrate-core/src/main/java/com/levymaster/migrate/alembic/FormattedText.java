package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Formatted;
import com.levymaster.migrate.alembic.Expression.Number;
import com.levymaster.migrate.alembic.Expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are computed of constants: f-strings, and {@code textwrap.dedent}. */
final class FormattedText {

    private static final String REASON = "an f-string with something else than values";

    private static final Pattern PART =
            Pattern.compile("(?<text>(?:[^{}]|\\{\\{|}})+)|\\{(?<value>[^{}]*)}", Pattern.DOTALL);

    private static final Pattern MARGIN = Pattern.compile("(?m)^([ \\t]*)[^ \\t\\n]");

    private FormattedText() {}

    /**
     * The texts and values of an f-string.
     *
     * @param content what is between its quotation marks
     * @throws NotUnderstoodException if a value has a conversion or format
     */
    static List<Expression> parts(String content, int line) {
        List<Expression> parts = new ArrayList<>();
        Matcher part = PART.matcher(content);
        int end = 0;
        while (part.lookingAt()) {
            String text = part.group("text");
            parts.add(
                    text == null
                            ? value(part.group("value"), line)
                            : new Text(text.replace("{{", "{").replace("}}", "}"), line));
            end = part.end();
            part.region(end, content.length());
        }
        if (end < content.length()) {
            throw new NotUnderstoodException(line, REASON);
        }
        return parts.isEmpty() ? List.of(new Text("", line)) : parts;
    }

    private static Expression value(String source, int line) {
        try {
            PythonTokens tokens = new PythonTokens(PythonTokenizer.tokens(source.strip()));
            Expression value = new ExpressionParser(tokens).expression();
            tokens.endOfLine();
            return value;
        } catch (NotUnderstoodException e) {
            throw new NotUnderstoodException(line, REASON);
        }
    }

    /** The text, if all of the values are texts and whole numbers; otherwise it stays an f-string. */
    static Expression joined(List<Expression> resolved, int line) {
        StringBuilder text = new StringBuilder();
        for (Expression part : resolved) {
            if (part instanceof Text known) {
                text.append(known.value());
            } else if (part instanceof Number number && number.text().matches("-?(0|[1-9]\\d*)")) {
                text.append(number.text());
            } else {
                return new Formatted(resolved, line);
            }
        }
        return new Text(text.toString(), line);
    }

    /** What {@code textwrap.dedent} gives: without the indentation that all lines have, and without blanks in empty lines. */
    static String dedented(String text) {
        String trimmed = text.replaceAll("(?m)^[ \\t]+$", "");
        String margin = null;
        Matcher lines = MARGIN.matcher(trimmed);
        while (lines.find()) {
            margin = margin == null ? lines.group(1) : commonStart(margin, lines.group(1));
        }
        return margin == null || margin.isEmpty() ? trimmed : trimmed.replaceAll("(?m)^" + Pattern.quote(margin), "");
    }

    private static String commonStart(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return a.substring(0, length);
    }
}
