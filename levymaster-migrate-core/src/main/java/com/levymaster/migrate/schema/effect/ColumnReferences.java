package com.levymaster.migrate.schema.effect;

import static com.levymaster.migrate.schema.effect.SqlReferences.is;

import com.levymaster.migrate.sql.Keywords;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.List;
import java.util.Set;

/**
 * References to a column in an expression of its table, which has no subquery. A function, type, collation, field or
 * argument of the same name is no reference, nor is a word of the grammar.
 */
record ColumnReferences(String table, String column) implements SqlReferences {

    /** Words after which an operand begins. */
    private static final Set<String> BEFORE_OPERAND = Set.of(
            "and",
            "or",
            "not",
            "when",
            "then",
            "else",
            "case",
            "from",
            "like",
            "ilike",
            "to",
            "between",
            "symmetric",
            "asymmetric",
            "escape",
            "both",
            "leading",
            "trailing",
            "for",
            "placing",
            "in");

    /** Words after an operand. */
    private static final Set<String> AFTER_OPERAND = Set.of(
            "and",
            "or",
            "not",
            "is",
            "isnull",
            "notnull",
            "in",
            "like",
            "ilike",
            "similar",
            "between",
            "collate",
            "at",
            "then",
            "else",
            "when",
            "end",
            "from",
            "for",
            "placing",
            "as",
            "escape",
            "operator",
            "overlaps");

    @Override
    public Answer refers(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (!token.isIdentifier(column)) {
            return token.kind() == TokenKind.QUOTED_IDENTIFIER && token.lower().startsWith("u&")
                    ? Answer.UNKNOWN
                    : Answer.NO;
        }
        if (token.isWord() && Keywords.isNeverColumn(column) || isOtherName(tokens, at)) {
            return Answer.NO;
        }
        if (is(tokens, at - 1, ".")) {
            return qualified(tokens, at);
        }
        if (token.isWord() && Keywords.needQuotes(column)) {
            return Answer.UNKNOWN;
        }
        return operand(tokens, at);
    }

    /** A function, a named argument, a qualifier, a type, a collation, or the field of an interval. */
    private static boolean isOtherName(List<Token> tokens, int at) {
        boolean literal = at + 1 < tokens.size() && tokens.get(at + 1).kind() == TokenKind.STRING;
        boolean argument = is(tokens, at + 1, "=>") || is(tokens, at + 1, ":") && is(tokens, at + 2, "=");
        boolean type = is(tokens, at - 1, "::") || is(tokens, at - 1, "as") || is(tokens, at - 1, "collate");
        boolean extracted = is(tokens, at + 1, "from") && is(tokens, at - 2, "extract");
        return is(tokens, at + 1, "(") || is(tokens, at + 1, ".") || literal || argument || type || extracted;
    }

    private Answer qualified(List<Token> tokens, int at) {
        if (is(tokens, at - 2, ")")) {
            return Answer.NO;
        }
        return tokens.get(at - 2).isIdentifier(table) && !is(tokens, at - 3, "::") ? Answer.YES : Answer.UNKNOWN;
    }

    private static Answer operand(List<Token> tokens, int at) {
        boolean begins = at == 0 || begins(tokens.get(at - 1));
        boolean ends = at + 1 == tokens.size()
                || tokens.get(at + 1).kind() == TokenKind.SYMBOL
                || AFTER_OPERAND.contains(tokens.get(at + 1).lower());
        if (begins && ends) {
            return Answer.YES;
        }
        boolean afterOperand = at > 0
                && (tokens.get(at - 1).kind() != TokenKind.WORD || is(tokens, at - 1, "time"))
                && tokens.get(at).isWord();
        return !begins && afterOperand ? Answer.NO : Answer.UNKNOWN;
    }

    private static boolean begins(Token before) {
        return before.kind() == TokenKind.SYMBOL
                ? !before.text().equals(")") && !before.text().equals("]")
                : before.isWord() && BEFORE_OPERAND.contains(before.lower());
    }
}
