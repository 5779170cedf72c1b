package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.PythonToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parses the statements of a revision. A statement that it does not know is kept as {@link Statement.Other}, and the rest is
 * parsed.
 */
final class PythonParser {

    private static final Set<String> WITHOUT_EFFECT = Set.of("pass", "global");

    private static final Set<String> KEYWORDS = Set.of(
            "elif",
            "else",
            "while",
            "try",
            "except",
            "finally",
            "raise",
            "return",
            "class",
            "del",
            "assert",
            "async",
            "await",
            "yield",
            "nonlocal",
            "break",
            "continue",
            "match",
            "case",
            "type");

    private final PythonTokens tokens;
    private final ExpressionParser expressions;

    private PythonParser(PythonTokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    /** @throws NotUnderstoodException if the text cannot be split into tokens */
    static List<Statement> parse(String source) {
        PythonTokens tokens = new PythonTokens(PythonTokenizer.tokens(source));
        List<Statement> statements = new PythonParser(tokens).statements();
        return List.copyOf(statements);
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        while (!tokens.at(Kind.END) && !tokens.at(Kind.DEDENT)) {
            if (tokens.at(Kind.INDENT) || tokens.at(Kind.NEWLINE)) {
                tokens.next();
            } else {
                statement(statements);
            }
        }
        tokens.skip(Kind.DEDENT);
        return statements;
    }

    private void statement(List<Statement> statements) {
        int start = tokens.position();
        int line = tokens.peek().line();
        try {
            if (tokens.at(Kind.NAME) && WITHOUT_EFFECT.contains(tokens.peek().text())) {
                tokens.skipStatement(start);
            } else {
                statements.add(known(line));
            }
        } catch (NotUnderstoodException e) {
            int last = tokens.skipStatement(start);
            statements.add(new Statement.Other(e.reason(), line, last));
        }
    }

    private Statement known(int line) {
        PythonToken first = tokens.peek();
        if (first.kind() == Kind.NAME) {
            switch (first.text()) {
                case "import", "from" -> {
                    return new Statement.Import(imported(), line);
                }
                case "def" -> {
                    return function(line);
                }
                case "with" -> {
                    return with(line);
                }
                case "if", "for" -> {
                    return compound(first);
                }
                default -> {
                    if (KEYWORDS.contains(first.text())) {
                        throw new NotUnderstoodException(line, "'" + first.text() + "'");
                    }
                }
            }
        }
        return simple(line);
    }

    private Statement simple(int line) {
        Expression target = expressions.expression();
        if (target instanceof Expression.Name && tokens.atOperator(":")) {
            tokens.next();
            expressions.skipType();
        }
        if (!tokens.atOperator("=")) {
            tokens.endOfLine();
            return new Statement.Evaluation(target, line);
        }
        tokens.next();
        Expression value = expressions.list();
        tokens.endOfLine();
        if (!(target instanceof Expression.Name name)) {
            throw new NotUnderstoodException(line, "an assignment to something else than one variable");
        }
        return new Statement.Assignment(name.name(), value, line);
    }

    private Map<String, String> imported() {
        Map<String, String> names = new LinkedHashMap<>();
        boolean from = tokens.next().text().equals("from");
        String module = from ? module() : "";
        if (from) {
            tokens.expectName("import");
        }
        while (!tokens.at(Kind.NEWLINE) && !tokens.at(Kind.END)) {
            if (tokens.atOperator("(") || tokens.atOperator(")") || tokens.atOperator(",") || tokens.atOperator("*")) {
                tokens.next();
                continue;
            }
            String member = module();
            boolean renamed = tokens.peek().isName("as");
            if (renamed) {
                tokens.next();
            }
            String alias = renamed ? tokens.next().text() : from ? member : member.split("\\.")[0];
            names.put(alias, from ? module + "." + member : renamed ? member : alias);
        }
        tokens.endOfLine();
        return names;
    }

    private String module() {
        StringBuilder name = new StringBuilder();
        while (tokens.atOperator(".")
                || (tokens.at(Kind.NAME) && (name.isEmpty() || name.toString().endsWith(".")))) {
            if (tokens.peek().isName("import")) {
                break;
            }
            name.append(tokens.next().text());
        }
        if (name.isEmpty()) {
            throw new NotUnderstoodException(tokens.peek().line(), "an import");
        }
        return name.toString();
    }

    private Statement function(int line) {
        tokens.next();
        String name = tokens.next().text();
        boolean parameters = tokens.skipToBlock() > 2;
        if (parameters) {
            throw new NotUnderstoodException(line, "a function with parameters");
        }
        return new Statement.Function(name, block(), line);
    }

    private Statement with(int line) {
        tokens.next();
        Expression context = expressions.expression();
        String alias = null;
        if (tokens.peek().isName("as")) {
            tokens.next();
            alias = tokens.next().text();
        }
        tokens.expectOperator(":");
        return new Statement.With(context, alias, block(), line);
    }

    /** A condition or loop of which all is parsed; otherwise it is kept as a whole. */
    private Statement compound(PythonToken keyword) {
        int start = tokens.position();
        int lastLine = tokens.skipStatement(start);
        int end = tokens.position();
        tokens.back(start);
        Statement parsed = keyword.isName("if") ? condition(lastLine) : loop(lastLine);
        if (tokens.position() != end) {
            throw new NotUnderstoodException(keyword.line(), "'" + keyword.text() + "'");
        }
        return parsed;
    }

    private Statement condition(int lastLine) {
        int line = tokens.next().line();
        Expression condition = expressions.expression();
        tokens.expectOperator(":");
        List<Statement> body = block();
        List<Statement> otherwise = List.of();
        if (tokens.peek().isName("elif")) {
            otherwise = List.of(condition(lastLine));
        } else if (tokens.peek().isName("else")) {
            tokens.next();
            tokens.expectOperator(":");
            otherwise = block();
        }
        return new Statement.If(condition, body, otherwise, line, lastLine);
    }

    private Statement loop(int lastLine) {
        int line = tokens.next().line();
        Expression target = expressions.list();
        List<String> targets = new ArrayList<>();
        for (Expression name : target instanceof Expression.Items items ? items.items() : List.of(target)) {
            if (!(name instanceof Expression.Name variable)) {
                throw new NotUnderstoodException(line, "'for'");
            }
            targets.add(variable.name());
        }
        tokens.expectName("in");
        Expression values = expressions.list();
        tokens.expectOperator(":");
        return new Statement.For(targets, values, block(), line, lastLine);
    }

    /** An indented block, or the rest of the line. */
    private List<Statement> block() {
        if (tokens.at(Kind.NEWLINE)) {
            tokens.next();
            tokens.expect(Kind.INDENT);
            return statements();
        }
        List<Statement> statements = new ArrayList<>();
        statement(statements);
        return statements;
    }
}
