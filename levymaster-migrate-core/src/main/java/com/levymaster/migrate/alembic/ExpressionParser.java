package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Binary;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Constant;
import com.levymaster.migrate.alembic.Expression.Dictionary;
import com.levymaster.migrate.alembic.Expression.Items;
import com.levymaster.migrate.alembic.Expression.Name;
import com.levymaster.migrate.alembic.Expression.Number;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.alembic.PythonToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses expressions: literals, names, calls, lists, dictionaries, and {@code +}, {@code %} and {@code ==} between them. */
final class ExpressionParser {

    private static final Set<String> RESERVED =
            Set.of("lambda", "not", "await", "yield", "if", "else", "for", "in", "is");

    private static final Set<String> OPERATORS = Set.of("+", "%", "==", "!=");

    private final PythonTokens tokens;

    ExpressionParser(PythonTokens tokens) {
        this.tokens = tokens;
    }

    /** An expression, or several with commas between them, which are a tuple. */
    Expression list() {
        int line = tokens.peek().line();
        Expression first = expression();
        return tokens.atOperator(",") ? new Items(rest(first, ""), line) : first;
    }

    Expression expression() {
        Expression left = primary();
        while (tokens.at(Kind.OPERATOR) && OPERATORS.contains(tokens.peek().text())) {
            PythonToken operator = tokens.next();
            left = new Binary(operator.text(), left, primary(), operator.line());
        }
        return left;
    }

    /** Skips the type after the colon of an annotated variable, up to the {@code =}. */
    void skipType() {
        while (!tokens.atOperator("=") && !tokens.at(Kind.NEWLINE) && !tokens.at(Kind.END)) {
            tokens.next();
        }
    }

    private Expression primary() {
        Expression value = atom();
        while (true) {
            int line = tokens.peek().line();
            if (tokens.atOperator(".")) {
                tokens.next();
                if (!tokens.at(Kind.NAME)) {
                    throw new NotUnderstoodException(line, "'.'");
                }
                value = new Attribute(value, tokens.next().text(), line);
            } else if (tokens.atOperator("(")) {
                tokens.next();
                value = call(value, value.line());
            } else {
                return value;
            }
        }
    }

    private Expression atom() {
        PythonToken token = tokens.next();
        return switch (token.kind()) {
            case STRING, FORMATTED_STRING -> text(token);
            case OTHER_STRING -> throw new NotUnderstoodException(token.line(), "bytes or a template");
            case NUMBER -> new Number(token.text().replace("_", ""), token.line());
            case NAME -> name(token);
            case OPERATOR -> bracketed(token);
            default -> throw tokens.unexpected();
        };
    }

    private Expression text(PythonToken first) {
        List<Expression> parts = new ArrayList<>(parts(first));
        while (tokens.at(Kind.STRING) || tokens.at(Kind.FORMATTED_STRING)) {
            parts.addAll(parts(tokens.next()));
        }
        if (!parts.stream().allMatch(Text.class::isInstance)) {
            return new Expression.Formatted(parts, first.line());
        }
        String value = parts.stream().map(part -> ((Text) part).value()).collect(Collectors.joining());
        return new Text(value, first.line());
    }

    private static List<Expression> parts(PythonToken token) {
        return token.kind() == Kind.STRING
                ? List.of(new Text(token.text(), token.line()))
                : FormattedText.parts(token.text(), token.line());
    }

    private static Expression name(PythonToken token) {
        return switch (token.text()) {
            case "True" -> new Constant(true, token.line());
            case "False" -> new Constant(false, token.line());
            case "None" -> new Constant(null, token.line());
            default -> {
                if (RESERVED.contains(token.text())) {
                    throw new NotUnderstoodException(token.line(), "'" + token.text() + "'");
                }
                yield new Name(token.text(), token.line());
            }
        };
    }

    private Expression bracketed(PythonToken open) {
        return switch (open.text()) {
            case "(" -> parenthesized(open);
            case "[" -> new Items(items("]"), open.line());
            case "{" -> braces(open);
            case "-" -> {
                if (atom() instanceof Number number) {
                    yield new Number("-" + number.text(), open.line());
                }
                throw new NotUnderstoodException(open.line(), "'-'");
            }
            default -> throw new NotUnderstoodException(open.line(), "'" + open.text() + "'");
        };
    }

    private Expression parenthesized(PythonToken open) {
        if (tokens.atOperator(")")) {
            tokens.next();
            return new Items(List.of(), open.line());
        }
        Expression first = expression();
        if (tokens.atOperator(")")) {
            tokens.next();
            return first;
        }
        return new Items(rest(first, ")"), open.line());
    }

    private List<Expression> items(String close) {
        if (tokens.atOperator(close)) {
            tokens.next();
            return List.of();
        }
        return rest(expression(), close);
    }

    /** The items after the first, up to the closing bracket; an empty one stands for the end of the line. */
    private List<Expression> rest(Expression first, String close) {
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.atOperator(",")) {
            tokens.next();
            if (close.isEmpty() ? tokens.at(Kind.NEWLINE) : tokens.atOperator(close)) {
                break;
            }
            items.add(expression());
        }
        if (!close.isEmpty()) {
            tokens.expectOperator(close);
        }
        return List.copyOf(items);
    }

    private Expression braces(PythonToken open) {
        List<Map.Entry<Expression, Expression>> entries = new ArrayList<>();
        if (!tokens.atOperator("}")) {
            Expression first = expression();
            if (!tokens.atOperator(":")) {
                return new Items(rest(first, "}"), open.line());
            }
            tokens.next();
            entries.add(Map.entry(first, expression()));
        }
        while (tokens.atOperator(",")) {
            tokens.next();
            if (!tokens.atOperator("}")) {
                Expression key = expression();
                tokens.expectOperator(":");
                entries.add(Map.entry(key, expression()));
            }
        }
        tokens.expectOperator("}");
        return new Dictionary(List.copyOf(entries), open.line());
    }

    private Call call(Expression function, int line) {
        List<Expression> arguments = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.atOperator(")")) {
            if (tokens.at(Kind.NAME) && tokens.peekNext().isOperator("=")) {
                String name = tokens.next().text();
                tokens.next();
                named.put(name, expression());
            } else {
                arguments.add(expression());
            }
            if (!tokens.atOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        tokens.next();
        return new Call(function, List.copyOf(arguments), named, line);
    }
}
