package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.PythonToken.Kind;
import java.util.List;

/** The tokens of a file, and the position of its parser. */
final class PythonTokens {

    private final List<PythonToken> tokens;
    private int position;

    PythonTokens(List<PythonToken> tokens) {
        this.tokens = tokens;
    }

    int position() {
        return position;
    }

    void back(int earlier) {
        position = earlier;
    }

    PythonToken peek() {
        return tokens.get(position);
    }

    PythonToken peekNext() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    PythonToken next() {
        PythonToken token = tokens.get(position);
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    boolean atOperator(String text) {
        return peek().isOperator(text);
    }

    void skip(Kind kind) {
        if (at(kind)) {
            next();
        }
    }

    void expect(Kind kind) {
        if (next().kind() != kind) {
            throw unexpected();
        }
    }

    void expectOperator(String text) {
        if (!next().isOperator(text)) {
            throw unexpected();
        }
    }

    void expectName(String text) {
        if (!next().isName(text)) {
            throw unexpected();
        }
    }

    /** Ends a statement: at the end of the line, or at a semicolon. */
    void endOfLine() {
        if (atOperator(";")) {
            next();
        } else if (!at(Kind.END)) {
            expect(Kind.NEWLINE);
        }
    }

    NotUnderstoodException unexpected() {
        PythonToken token = tokens.get(Math.max(0, position - 1));
        return new NotUnderstoodException(
                token.line(), token.text().isEmpty() ? "the end of the line" : "'" + token.text() + "'");
    }

    /** Skips the head of a function up to its block, and returns the number of its tokens within the parentheses, both included. */
    int skipToBlock() {
        int depth = 0;
        int inside = 0;
        while (!(depth == 0 && atOperator(":"))) {
            if (at(Kind.END) || at(Kind.NEWLINE)) {
                throw unexpected();
            }
            String text = next().text();
            depth += text.equals("(") || text.equals("[") ? 1 : 0;
            inside += depth > 0 ? 1 : 0;
            depth -= text.equals(")") || text.equals("]") ? 1 : 0;
        }
        next();
        return inside;
    }

    /**
     * Skips the logical line that starts at a position, the block below it, and the {@code else} and {@code except} of it.
     *
     * @return the last line
     */
    int skipStatement(int start) {
        position = start;
        int last = skipLine();
        while (true) {
            if (at(Kind.INDENT)) {
                last = skipBlock();
            }
            if (!at(Kind.NAME) || !List.of("else", "elif", "except", "finally").contains(peek().text())) {
                return last;
            }
            last = skipLine();
        }
    }

    private int skipLine() {
        int last = peek().line();
        while (!at(Kind.END) && !at(Kind.NEWLINE)) {
            last = next().line();
        }
        last = at(Kind.NEWLINE) ? peek().line() : last;
        skip(Kind.NEWLINE);
        return last;
    }

    private int skipBlock() {
        int depth = 0;
        int last = peek().line();
        do {
            PythonToken token = next();
            depth += token.kind() == Kind.INDENT ? 1 : token.kind() == Kind.DEDENT ? -1 : 0;
            last = token.kind() == Kind.DEDENT ? last : token.line();
        } while (depth > 0 && !at(Kind.END));
        return last;
    }
}
