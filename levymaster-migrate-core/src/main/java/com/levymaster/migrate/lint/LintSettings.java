package com.levymaster.migrate.lint;

import com.levymaster.migrate.error.MigrationException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How hazards are treated; those of rules in neither set are reported.
 *
 * @param ignored rules that are not reported; those of the application are not even asked
 * @param refused rules that stop a run: nothing is executed while a revision of the plan violates one
 * @param own the rules of the application
 */
public record LintSettings(Set<LintRule> ignored, Set<LintRule> refused, List<ApplicationRule> own) {

    /** Reports the hazards of all rules. */
    public static final LintSettings DEFAULT = new LintSettings(Set.of(), Set.of());

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /**
     * Settings with rules of the application.
     *
     * @throws IllegalArgumentException if a rule is both ignored and refused
     * @throws MigrationException if the id of an own rule is not one, or not the only one
     */
    public LintSettings {
        ignored = Set.copyOf(ignored);
        refused = Set.copyOf(refused);
        own = List.copyOf(own);
        requireIds(own);
        Set<String> both = new TreeSet<>(ids(ignored));
        both.retainAll(ids(refused));
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("Rules cannot be both ignored and refused: " + both);
        }
    }

    /** Settings without rules of the application. */
    public LintSettings(Set<LintRule> ignored, Set<LintRule> refused) {
        this(ignored, refused, List.of());
    }

    /**
     * Settings that name their rules by ids.
     *
     * @throws MigrationException if there is no rule with one of the ids
     */
    public static LintSettings of(Collection<String> ignored, Collection<String> refused, List<ApplicationRule> own) {
        LintSettings all = DEFAULT.withOwn(own);
        return new LintSettings(
                ignored.stream().map(all::rule).collect(Collectors.toSet()),
                refused.stream().map(all::rule).collect(Collectors.toSet()),
                own);
    }

    /** Returns a copy with these rules of the application. */
    public LintSettings withOwn(List<ApplicationRule> value) {
        return new LintSettings(ignored, refused, value);
    }

    /** Returns a copy that reports nothing. */
    public LintSettings ignoringAll() {
        return new LintSettings(new HashSet<>(rules()), Set.of(), own);
    }

    /** All rules: those of the library, then those of the application. */
    public List<LintRule> rules() {
        return Stream.concat(Stream.of(Rule.values()), own.stream()).toList();
    }

    /**
     * The rule with this id.
     *
     * @throws MigrationException if no such rule exists
     */
    public LintRule rule(String id) {
        String spelled = withoutHyphens(id.strip());
        return rules().stream()
                .filter(rule -> withoutHyphens(rule.id()).equals(spelled))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        "There is no lint rule \"" + id + "\".",
                        "use one of " + rules().stream().map(LintRule::id).collect(Collectors.joining(", ")) + "."));
    }

    /** As names of properties are compared. */
    private static String withoutHyphens(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }

    /** Whether the rule is not reported. */
    public boolean ignores(LintRule rule) {
        return ids(ignored).contains(rule.id());
    }

    /** Whether the rule stops a run. */
    public boolean refuses(LintRule rule) {
        return ids(refused).contains(rule.id());
    }

    private static Set<String> ids(Set<LintRule> rules) {
        return rules.stream().map(LintRule::id).collect(Collectors.toSet());
    }

    private static void requireIds(List<ApplicationRule> own) {
        Set<String> taken = Stream.of(Rule.values()).map(Rule::id).collect(Collectors.toCollection(HashSet::new));
        for (ApplicationRule rule : own) {
            String id = rule.id();
            if (!ID.matcher(id).matches()) {
                throw new MigrationException(
                        "The lint rule " + rule.getClass().getName() + " has the id \"" + id + "\".",
                        "return lower-case words with hyphens from id(), such as amounts-are-numeric");
            }
            if (!taken.add(id)) {
                throw new MigrationException(
                        "The lint rule " + rule.getClass().getName() + " has the id " + id
                                + ", which another rule has.",
                        "return another id from id()");
            }
        }
    }
}
