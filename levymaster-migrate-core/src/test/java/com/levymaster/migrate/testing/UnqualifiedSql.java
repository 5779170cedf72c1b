package com.levymaster.migrate.testing;

import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what the server would look up along the search path in SQL text: operators, functions, types and relations that are
 * not qualified with {@code pg_catalog}.
 *
 * <p>Allowed without a schema are the constructs that PostgreSQL's grammar itself resolves: {@link #CLAUSES} before a
 * parenthesis or a string, {@link #GRAMMAR_TYPES}, statements about transactions and settings, the names of common table
 * expressions, and quoted identifiers, which are names that the settings or the model give.
 */
public final class UnqualifiedSql {

    /** Stands for a part of the text that is only known at run time. */
    public static final String HOLE = "\uFFFC";

    /** Keywords, and constructs such as {@code coalesce(…)}, that resolve nothing by name. */
    private static final Set<String> CLAUSES = words("""
        all and any array as by cast check coalesce conflict distinct do else except exception exists extract filter from
        greatest having in is join key lateral least limit materialized not offset on or over overlay position row
        rows select some then union unique values when where with\
        """);

    /** Type names that are keywords: the grammar means those of {@code pg_catalog}. */
    private static final Set<String> GRAMMAR_TYPES = words("""
        bigint bit boolean char character decimal double float int integer interval national nchar numeric real
        smallint time timestamp varchar\
        """);

    /** Statements without expressions. */
    private static final Set<String> COMMANDS =
            words("begin commit rollback savepoint release set show listen unlisten");

    /** Keywords behind which the server looks up an operator by its bare name. */
    private static final Set<String> HIDDEN_OPERATORS = words("between like ilike similar nullif natural");

    private static final Set<String> BEFORE_TABLE = words("alter create drop lock on temporary");

    /** Behind these, a statement begins in the body of a block. */
    private static final Set<String> BEFORE_STATEMENT = words("begin then else loop");

    private static final Set<String> TABLE_ELEMENTS = words("constraint primary unique check foreign exclude like");

    private static final Set<String> PUNCTUATION = Set.of("(", ")", "[", "]", ",", ";", ".", ":", "$", "?");

    private final List<Token> tokens;
    private final Set<String> model;
    private final boolean plain;
    private final Set<String> locals = new HashSet<>();
    private final Deque<String> openers = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();
    private int statement;

    private UnqualifiedSql(List<Token> tokens, Set<String> model, boolean plain) {
        this.tokens = tokens;
        this.model = model;
        this.plain = plain;
    }

    /** The violations in one or more statements, or in a part of one. */
    public static List<String> in(String sql) {
        return in(sql, Set.of());
    }

    /** @param model names of relations of the model, which the search path is to resolve, as it does for revisions */
    public static List<String> in(String sql, Set<String> model) {
        return in(sql, model, true);
    }

    /** @param plain whether it is SQL and not the body of a block, in which {@code begin} is no statement */
    private static List<String> in(String sql, Set<String> model, boolean plain) {
        UnqualifiedSql check = new UnqualifiedSql(SqlTokens.flat(sql).tokens(), model, plain);
        check.commonTableExpressions();
        check.check();
        return check.found;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private void commonTableExpressions() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            int body = is(i + 2, "materialized") ? i + 3 : i + 2;
            if (tokens.get(i).isWord() && is(i + 1, "as") && is(body, "(")) {
                locals.add(tokens.get(i).folded());
            }
        }
    }

    private void check() {
        int i = 0;
        while (i < tokens.size()) {
            if (i == statement && plain && COMMANDS.contains(word(i))) {
                i = end(i);
            } else {
                i = next(i);
            }
        }
    }

    /** Checks the token, or the construct that begins with it; returns the position behind it. */
    private int next(int i) {
        Token token = tokens.get(i);
        return switch (token.kind()) {
            case SYMBOL -> symbol(i, token.text());
            case STRING -> string(i);
            case WORD -> word(i, token.folded());
            default -> i + 1;
        };
    }

    private int symbol(int i, String text) {
        if (text.equals("(")) {
            openers.push(word(i - 1));
        } else if (text.equals(")") && !openers.isEmpty()) {
            openers.pop();
        } else if (text.equals(";")) {
            statement = i + 1;
        } else if (text.equals("::")) {
            return type(i + 1);
        }
        boolean allowed = PUNCTUATION.contains(text)
                || text.equals("*") && (is(i - 1, "(") || is(i - 1, ".") || is(i - 1, "select"))
                || text.equals("=") && (is(i - 1, ":") || isAssignment(i))
                || text.equals("-") && kind(i + 1) == TokenKind.NUMBER && isBeforeOperand(i - 1);
        if (!allowed) {
            add("operator", i);
        }
        return i + 1;
    }

    private boolean isAssignment(int i) {
        boolean update = is(statement, "update")
                || is(statement, "insert") && tokens.stream().anyMatch(token -> token.is("conflict"));
        return update && (is(i - 2, "set") || is(i - 2, ","));
    }

    private boolean isBeforeOperand(int i) {
        return is(i, "(") || is(i, ",") || CLAUSES.contains(word(i));
    }

    /** The text of a {@code do} block, which may end in a further literal, is SQL too; other strings are values. */
    private int string(int i) {
        String text = tokens.get(i).text();
        if (is(i - 1, "do")) {
            int open = text.startsWith("$") ? text.indexOf('$', 1) + 1 : text.indexOf('\'') + 1;
            int end = text.startsWith("$") ? text.length() - open : text.length() - 1;
            int close = text.endsWith(text.substring(0, open)) && end >= open ? end : text.length();
            String body = text.substring(open, close);
            found.addAll(in(open == 1 ? body.replace("''", "'") : body, model, false));
        } else if (kind(i - 1) == TokenKind.WORD
                && !CLAUSES.contains(word(i - 1))
                && !isGrammarType(i - 1)
                && !is(i - 1, "sqlstate")) {
            add("type of the literal", i - 1);
        }
        return i + 1;
    }

    private int word(int i, String word) {
        if (word.equals("operator") && is(i + 1, "(")) {
            return operator(i);
        }
        if (HIDDEN_OPERATORS.contains(word) && !(word.equals("like") && is(i - 1, "("))
                || word.equals("in") && is(i + 1, "(")
                || word.equals("case") && !is(i + 1, "when")
                || word.equals("using") && is(i + 1, "(")
                || word.equals("distinct") && is(i + 1, "from")) {
            add("operator behind", i);
            return i + 1;
        }
        if (word.equals("collate") && !is(i + 1, "pg_catalog")) {
            add("collation", i + 1);
        }
        if (word.equals("as") && "cast".equals(openers.peek())) {
            return type(i + 1);
        }
        if (isBeforeRelation(i, word)) {
            return relations(i + 1);
        }
        definitions(i, word);
        if (!plain && openers.isEmpty() && BEFORE_STATEMENT.contains(word)) {
            statement = i + 1;
        }
        if (is(i + 1, "(")) {
            function(i, word);
        }
        return i + 1;
    }

    private int operator(int i) {
        if (!is(i + 2, "pg_catalog")) {
            add("operator", i + 2);
        }
        int end = i;
        while (end < tokens.size() && !is(end, ")")) {
            end++;
        }
        boolean negative = is(end + 1, "-") && kind(end + 2) == TokenKind.NUMBER;
        return negative ? end + 3 : end + 1;
    }

    private int type(int i) {
        if (!is(i, "pg_catalog") && !isGrammarType(i) && !isHole(i)) {
            add("type", i);
        }
        return is(i + 1, ".") ? i + 3 : i + 1;
    }

    private boolean isGrammarType(int i) {
        return GRAMMAR_TYPES.contains(word(i));
    }

    private void function(int i, String word) {
        boolean qualified = is(i - 1, ".") && (is(i - 2, "pg_catalog") || isHole(i - 2));
        boolean columnAliases = is(i - 1, ")") || is(i - 1, "ordinality") || is(i - 1, "as");
        if (!qualified && !columnAliases && !CLAUSES.contains(word) && !isGrammarType(i) && !isHole(i)) {
            add("function", i);
        }
    }

    private boolean isBeforeRelation(int i, String word) {
        return switch (word) {
            case "from" -> !is(i + 1, "(") && !"extract".equals(openers.peek()) && !is(i - 1, "rows");
            case "join" -> !is(i + 1, "(");
            case "into" -> is(i - 1, "insert");
            case "update" -> i == statement;
            case "table" -> BEFORE_TABLE.contains(word(i - 1));
            default -> false;
        };
    }

    /** One relation, or several with commas between them. */
    private int relations(int from) {
        int i = from;
        while (is(i, "lateral") || is(i, "only") || is(i, "if") || is(i, "not") || is(i, "exists")) {
            i++;
        }
        if (is(i, "rows") || is(i, "(")) {
            return i;
        }
        boolean qualified = is(i + 1, ".") && (is(i, "pg_catalog") || is(i, "pg_temp"));
        if (!qualified
                && kind(i) == TokenKind.WORD
                && !isHole(i)
                && !locals.contains(word(i))
                && !model.contains(word(i))) {
            add("relation", i);
        }
        int behind = is(i + 1, ".") ? i + 3 : i + 1;
        int alias = is(behind, "as") ? behind + 1 : behind;
        if (is(behind, ",")) {
            return relations(behind + 1);
        }
        return kind(alias) == TokenKind.WORD && is(alias + 1, ",") && !CLAUSES.contains(word(alias))
                ? relations(alias + 2)
                : behind;
    }

    /** The types of the columns of a table, and of the variables of a block. */
    private void definitions(int i, String word) {
        boolean first = is(i - 1, "(") || is(i - 1, ",");
        if (openers.size() == 1 && first && is(statement, "create") && !TABLE_ELEMENTS.contains(word)
                || is(i - 1, "declare")) {
            type(i + 1);
        } else if (word.equals("column") && is(i - 1, "add")) {
            type(is(i + 1, "if") ? i + 5 : i + 2);
        }
    }

    private int end(int from) {
        int i = from;
        while (i < tokens.size() && !is(i, ";")) {
            i++;
        }
        return i;
    }

    private boolean is(int i, String text) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(text);
    }

    private boolean isHole(int i) {
        return i >= 0 && i < tokens.size() && tokens.get(i).text().contains(HOLE);
    }

    private @org.jspecify.annotations.Nullable TokenKind kind(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).kind() : null;
    }

    /** The keyword or name at the position, in lower case; empty where there is none. */
    private String word(int i) {
        return kind(i) == TokenKind.WORD ? tokens.get(i).text().toLowerCase(Locale.ROOT) : "";
    }

    private void add(String what, int i) {
        found.add(what + " " + (i < tokens.size() ? tokens.get(i).text() : "at the end"));
    }
}
