package com.levymaster.migrate.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a hazard says that an undo does not restore of one object.
 *
 * @param kind of the object; constraints and indexes are named without their table
 * @param object as in {@link Difference}; empty for all objects of the categories
 * @param categories of the fingerprint; empty for the whole object
 */
record NamedLoss(String kind, String object, Set<String> categories) {

    private static final Map<String, List<String>> CATEGORIES = Map.ofEntries(
            Map.entry("triggers", List.of("trigger", "comment trigger")),
            Map.entry("rules", List.of("rule", "comment rule")),
            Map.entry("policies", List.of("policy", "comment policy")),
            Map.entry("row security", List.of("relation")),
            Map.entry("privileges", List.of("privileges", "column-privileges")),
            Map.entry("extended statistics", List.of("statistics", "comment statistics object")),
            Map.entry("statistics targets of indexes", List.of("index")),
            Map.entry("options of columns", List.of("column")),
            Map.entry("positions of identities", List.of("position", "sequence", "relation")),
            Map.entry("the position", List.of("position", "sequence", "relation")),
            Map.entry("name", List.of("sequence", "relation")),
            Map.entry("names", List.of("sequence", "relation")),
            Map.entry("privileges of its sequence", List.of("privileges")),
            Map.entry("privileges of sequences", List.of("privileges")),
            Map.entry("the name of its not-null constraint", List.of("not-null", "constraint", "comment constraint")),
            Map.entry("names of not-null constraints", List.of("not-null", "constraint", "comment constraint")),
            Map.entry("cluster mark", List.of("index")),
            Map.entry("replica identity", List.of("index", "relation")),
            Map.entry("changes to inherited columns", List.of("column", "not-null", "constraint")),
            Map.entry("indexes", List.of("index", "relation", "comment index")),
            Map.entry("options", List.of("relation", "view")),
            Map.entry("column defaults", List.of("column")),
            Map.entry("comments of columns", List.of("comment column")),
            Map.entry("comment", List.of("comment")),
            Map.entry("owner", List.of("function")),
            Map.entry("position", List.of("position")),
            Map.entry("the names of its indexes of partitions", List.of("index", "relation", "comment index")),
            Map.entry("the names of its indexes", List.of("index", "relation", "comment index")),
            Map.entry("constraints that belong to the partitioned table", List.of("constraint", "comment constraint")),
            Map.entry("constraints in partitions", List.of("constraint", "comment constraint")),
            Map.entry("the comments", List.of("comment column")),
            Map.entry("defaults", List.of("column")),
            Map.entry("privileges of columns that the other query lacks", List.of("column-privileges")),
            Map.entry("the statistics targets of its expressions", List.of("index")));

    private static final Pattern WITHOUT =
            Pattern.compile("An undo (?:creates|adds) (\\w+) (.+?) without (?:its )?(.+?)(?:, and without (.+))?\\.");
    private static final Pattern CASTS = Pattern.compile("An undo may leave casts in the expressions of (.+)\\.");
    private static final Pattern MERGED =
            Pattern.compile("An undo also drops what becomes a part of the new object: (.+)\\.");
    private static final Pattern CASCADED =
            Pattern.compile("An undo does not create what is dropped with constraint .+?: (.+)\\.");
    private static final Pattern DEPENDENT = Pattern.compile("(constraint|index|table|sequence|view) (.+)");

    private static final Map<Pattern, Set<String>> SENTENCES = Map.ofEntries(
            Map.entry(Pattern.compile("Sequence (.+) restarts, and an undo.*"), Set.of("position")),
            Map.entry(
                    Pattern.compile("The identity of (.+) loses its position.*"),
                    Set.of("position", "sequence", "relation", "privileges", "comment sequence")),
            Map.entry(
                    Pattern.compile("The not-null constraint of (.+)\\.[^.]+ loses its (?:name|comment).*"),
                    Set.of("not-null", "constraint", "comment constraint")),
            Map.entry(
                    Pattern.compile("Policies, triggers and rules that use (.+)\\.[^.]+ are dropped with it.*"),
                    Set.of("policy", "comment policy", "trigger", "comment trigger", "rule", "comment rule")),
            Map.entry(
                    Pattern.compile("Role .+? also loses these privileges on single columns of (.+), if it.*"),
                    Set.of("column-privileges")),
            Map.entry(Pattern.compile("An undo adds value .+? at the end of enum (.+), because.*"), Set.of("type")),
            Map.entry(
                    Pattern.compile(
                            "Role .+? may grant its privileges [a-z, ]+? on (.+) to others, and an undo grants them.*"),
                    Set.of("privileges", "schema")),
            Map.entry(
                    Pattern.compile("Role .+? does not have the default privileges [a-z, ]+?(), and an undo would grant"
                            + " them\\."),
                    Set.of("default-privileges")),
            Map.entry(
                    Pattern.compile("Extended statistics of (.+) lose their statistics target, .*"),
                    Set.of("statistics")),
            Map.entry(
                    Pattern.compile("Indexes of partitions of (.+) are created again with new names.*"),
                    Set.of("index", "relation", "constraint", "comment index", "comment constraint")),
            Map.entry(Pattern.compile("Column (.+) loses its (?:storage|compression) .*"), Set.of("column")),
            Map.entry(Pattern.compile("The (?:default|statistics target) of (.+) is replaced too.*"), Set.of("column")),
            Map.entry(
                    Pattern.compile("An undo resets .+? of (?:materialized )?view (.+), also .*"), Set.of("relation")),
            Map.entry(
                    Pattern.compile("An undo leaves the columns of the key of (.+) not null.*"),
                    Set.of("column", "not-null")),
            Map.entry(
                    Pattern.compile(
                            "Role .+? does not have the privileges [a-z, ]+? on (.+), unless it is the owner, and an"
                                    + " undo would grant them.*"),
                    Set.of("privileges", "schema")),
            Map.entry(
                    Pattern.compile("An undo gives the objects of extension .+?() their first privileges again\\."),
                    Set.of("function", "type-privileges")),
            Map.entry(
                    Pattern.compile("An undo alters domain (.+) without the comments of the checks.*"),
                    Set.of("comment constraint")),
            Map.entry(Pattern.compile("An undo adds attribute .+? at the end of composite type (.+)\\."), Set.of()),
            Map.entry(
                    Pattern.compile("An undo leaves (.+) other than it is now: .*"),
                    Set.of("column", "not-null", "constraint", "index", "comment column", "comment constraint")),
            Map.entry(
                    Pattern.compile("An undo gives publication (.+) the tables and options of its former text.*"),
                    Set.of("publication")),
            Map.entry(Pattern.compile("An undo of the query of view (.+?) is refused .*"), Set.of("query")),
            Map.entry(Pattern.compile("An undo fails until (?:sequence|table) (.+) exists again.*"), Set.of()));

    /** The losses that a problem names. */
    static List<NamedLoss> of(String problem) {
        Matcher without = WITHOUT.matcher(problem);
        if (without.matches()) {
            List<NamedLoss> losses = new ArrayList<>();
            losses.add(loss(without.group(1), without.group(2), categories(without.group(3))));
            if (without.group(3).contains("memberships in publications")) {
                losses.add(loss("", "", Set.of("publication")));
            }
            losses.addAll(dependents(without.group(4)));
            return losses;
        }
        Matcher merged = MERGED.matcher(problem);
        if (merged.matches()) {
            return dependents(merged.group(1).replaceAll(" of [^,]+", ""));
        }
        Matcher cascaded = CASCADED.matcher(problem);
        if (cascaded.matches()) {
            return dependents(cascaded.group(1));
        }
        Matcher casts = CASTS.matcher(problem);
        if (casts.matches()) {
            return dependents(casts.group(1));
        }
        return SENTENCES.entrySet().stream()
                .flatMap(sentence -> {
                    Matcher named = sentence.getKey().matcher(problem);
                    return named.matches() ? Stream.of(loss("", named.group(1), sentence.getValue())) : Stream.empty();
                })
                .toList();
    }

    private static Set<String> categories(String words) {
        Set<String> categories = new HashSet<>();
        for (String word : words.split(", and |, | and ")) {
            categories.addAll(CATEGORIES.getOrDefault(word, List.of()));
        }
        return categories;
    }

    private static List<NamedLoss> dependents(@Nullable String list) {
        return list == null
                ? List.of()
                : Stream.of(list.split(", "))
                        .map(DEPENDENT::matcher)
                        .filter(Matcher::matches)
                        .map(named -> loss(named.group(1), named.group(2), Set.of()))
                        .toList();
    }

    static NamedLoss loss(String kind, String object, Set<String> categories) {
        return new NamedLoss(kind, Difference.plain(object), categories);
    }

    /** The same loss, of an object that was called otherwise. */
    NamedLoss formerly(FormerNames names) {
        return new NamedLoss(kind, names.of(object), categories);
    }

    /** @param owners what belongs to what, from {@link Difference#owners} */
    boolean excuses(Difference difference, Map<String, Set<String>> owners) {
        return (categories.isEmpty() || categories.contains(difference.category()))
                && withOwners(difference.subject(), owners).stream().anyMatch(this::has);
    }

    private static Set<String> withOwners(String subject, Map<String, Set<String>> owners) {
        Set<String> subjects = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(subject));
        for (int dot = subject.indexOf('.'); dot >= 0; dot = subject.indexOf('.', dot + 1)) {
            next.add(subject.substring(dot + 1));
        }
        while (!next.isEmpty()) {
            String one = next.remove();
            if (subjects.add(one)) {
                next.addAll(owners.getOrDefault(one, Set.of()));
            }
        }
        return subjects;
    }

    private boolean has(String subject) {
        boolean isPart = kind.equals("constraint") || kind.equals("index");
        return object.isEmpty()
                || subject.equals(object)
                || (isPart ? subject.endsWith("." + object) : subject.startsWith(object + "."));
    }
}
