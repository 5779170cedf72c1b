package com.levymaster.migrate.fuzz;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fact that only one of two fingerprints has. Names have no quotes, and no schema if it is the default one.
 *
 * @param category of the fingerprint; for a comment with the kind of what has it, {@code comment column}
 * @param subject what the fact is about, the part of a relation after its name: {@code county.name}
 */
record Difference(String category, String subject) {

    private static final Pattern FACT = Pattern.compile("(?s)(?:[-+] )?(\\S+) (.*?):(?: (.*))?");
    private static final Pattern PART = Pattern.compile(
            "(column|constraint|trigger|policy|rule) (.*) (?:of|on) (?:(?:\\w+ )?(?:table|view|type)) (.*)");
    private static final Pattern WHOLE =
            Pattern.compile("(table|view|materialized view|index|sequence|type|composite type|statistics object|schema|"
                    + "function|procedure|publication|extension) (.*)");
    private static final Pattern OWNER = Pattern.compile(
            "(?:^CREATE (?:UNIQUE )?INDEX .*? ON (?:ONLY )?| owned by |^[iI] .* inherits )" + "(.*?)(?= USING |$)");

    private static final Pattern HEIR = Pattern.compile("[rpf] .* inherits (.*)");

    private static final Pattern NOT_NULL = Pattern.compile("NOT NULL (\\S+|\".*?\")(?: .*)?");

    private static final Pattern STATISTICS = Pattern.compile("CREATE STATISTICS .* ON (.*) FROM (.*?)(?: \\d+)?");

    static Difference of(String line) {
        Matcher fact = FACT.matcher(line);
        if (!fact.matches()) {
            throw new IllegalArgumentException(line);
        }
        String subject = plain(fact.group(2));
        if (!fact.group(1).equals("comment")) {
            return new Difference(fact.group(1), subject);
        }
        Matcher part = PART.matcher(subject);
        if (part.matches()) {
            return new Difference("comment " + part.group(1), part.group(3) + "." + part.group(2));
        }
        Matcher whole = WHOLE.matcher(subject);
        return whole.matches()
                ? new Difference("comment " + whole.group(1), whole.group(2))
                : new Difference("comment", subject);
    }

    /**
     * What indexes, extended statistics, sequences and not-null constraints belong to, by their names: tables, columns, also
     * those from which they are inherited, other indexes.
     */
    static Map<String, Set<String>> owners(CatalogFingerprint... fingerprints) {
        Map<String, Set<String>> owners = new HashMap<>();
        for (CatalogFingerprint fingerprint : fingerprints) {
            Map<String, List<String>> parents = new HashMap<>();
            for (String line : fingerprint.lines()) {
                Matcher fact = FACT.matcher(line);
                if (fact.matches() && fact.group(3) != null) {
                    owners.computeIfAbsent(plain(fact.group(2)), name -> new HashSet<>())
                            .addAll(ownersIn(fact.group(3)));
                    Matcher heir = HEIR.matcher(fact.group(3));
                    if (fact.group(1).equals("relation") && heir.matches()) {
                        parents.put(
                                plain(fact.group(2)),
                                List.of(plain(heir.group(1)).split(", ")));
                    }
                }
            }
            fingerprint.lines().forEach(line -> addColumns(line, parents, owners));
        }
        return owners;
    }

    /** The column of a not-null constraint, and those of the tables above. */
    private static void addColumns(String line, Map<String, List<String>> parents, Map<String, Set<String>> owners) {
        Matcher fact = FACT.matcher(line);
        Matcher notNull = NOT_NULL.matcher(fact.matches() && fact.group(3) != null ? fact.group(3) : "");
        if (line.startsWith("not-null ") && notNull.matches()) {
            String constraint = plain(fact.group(2));
            Deque<String> tables = new ArrayDeque<>(List.of(constraint.substring(0, constraint.lastIndexOf('.'))));
            while (!tables.isEmpty()) {
                String table = tables.remove();
                owners.get(constraint).add(table + "." + plain(notNull.group(1)));
                tables.addAll(parents.getOrDefault(table, List.of()));
            }
        }
    }

    private static Set<String> ownersIn(String definition) {
        Set<String> owners = new HashSet<>();
        OWNER.matcher(definition).results().forEach(owner -> owners.add(plain(owner.group(1))));
        Matcher statistics = STATISTICS.matcher(definition);
        if (statistics.matches()) {
            String table = plain(statistics.group(2));
            owners.add(table);
            for (String column : statistics.group(1).split(", ")) {
                owners.add(table + "." + plain(column));
            }
        }
        return owners;
    }

    static String plain(String name) {
        return name.replace("\"", "").replaceFirst("^public\\.", "").replaceAll(" public\\.", " ");
    }
}
