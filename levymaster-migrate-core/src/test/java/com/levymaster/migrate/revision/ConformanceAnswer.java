package com.levymaster.migrate.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.levymaster.migrate.revision.ConformanceScenario.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What we answer to a case.
 *
 * @param error the category, or empty
 * @param found steps, listed revisions or parents
 * @param after heads that are applied then, or dependencies of a new revision
 * @param sound whether a plan ran in a possible order
 */
record ConformanceAnswer(String error, Set<String> found, Set<String> after, boolean sound) {

    static ConformanceAnswer of(RevisionGraph graph, Case asked) {
        try {
            return answer(graph, asked);
        } catch (RevisionException e) {
            return new ConformanceAnswer(category(e), Set.of(), Set.of(), true);
        }
    }

    static String category(RevisionException e) {
        return e.kind().name().toLowerCase(Locale.ROOT);
    }

    private static ConformanceAnswer answer(RevisionGraph graph, Case asked) {
        Set<String> applied = asked.applied(graph);
        return switch (asked.kind()) {
            case "upgrade", "downgrade" -> plan(graph, asked, applied);
            case "stamp" ->
                listed(Set.of(), graph.headsOf(stamp(graph, applied, asked).appliedAfter()));
            case "resolve" -> listed(resolved(graph, asked), List.of());
            case "history" -> listed(ids(graph.history(asked.text("target"), applied)), List.of());
            case "current" -> listed(ids(graph.current(applied)), List.of());
            case "create" -> draft(graph, asked);
            default -> throw new IllegalArgumentException(asked.kind());
        };
    }

    private static StampPlan stamp(RevisionGraph graph, Set<String> applied, Case asked) {
        return graph.stamp(asked.flag("purge") ? Set.of() : applied, asked.target());
    }

    private static Set<String> resolved(RevisionGraph graph, Case asked) {
        Set<String> found = new TreeSet<>();
        asked.target().forEach(target -> found.addAll(ids(graph.resolve(target))));
        return found;
    }

    private static ConformanceAnswer draft(RevisionGraph graph, Case asked) {
        RevisionRequest request = RevisionRequest.of(asked.text("newId"), "")
                .on(asked.target())
                .dependingOn(asked.strings("dependsOn"))
                .labelled(asked.json().has("label") ? List.of(asked.text("label")) : List.of());
        RevisionHeader header = graph.newHeader(asked.flag("splice") ? request.spliced() : request);
        return new ConformanceAnswer("", new TreeSet<>(header.down()), new TreeSet<>(header.dependsOn()), true);
    }

    private static ConformanceAnswer listed(Set<String> found, List<RevisionHeader> after) {
        return new ConformanceAnswer("", found, ids(after), true);
    }

    private static ConformanceAnswer plan(RevisionGraph graph, Case asked, Set<String> applied) {
        if (asked.flag("sql")) {
            String range = asked.text("target");
            return plan(
                    graph,
                    asked.kind().equals("upgrade") ? graph.upgradeOffline(range) : graph.downgradeOffline(range));
        }
        Plan plan = asked.kind().equals("upgrade")
                ? graph.upgrade(applied, asked.target())
                : graph.downgrade(applied, asked.text("target"));
        ConformanceAnswer answer = plan(graph, plan);
        return new ConformanceAnswer("", answer.found, answer.after, isSound(graph, applied, plan));
    }

    private static ConformanceAnswer plan(RevisionGraph graph, Plan plan) {
        return new ConformanceAnswer("", new TreeSet<>(plan.ids()), ids(graph.headsOf(plan.appliedAfter())), true);
    }

    /** Every step finds what it needs, and a step down leaves nothing behind that needs it. */
    static boolean isSound(RevisionGraph graph, Set<String> applied, Plan plan) {
        Set<String> now = new HashSet<>(applied);
        boolean sound = true;
        for (RevisionHeader step : plan.steps()) {
            if (plan.direction() == Plan.Direction.UPGRADE) {
                sound &= graph.needs(step.id()).stream().allMatch(needed -> now.contains(needed.id()));
                sound &= now.add(step.id());
            } else {
                sound &= now.remove(step.id());
                sound &= graph.dependents(List.of(step.id())).stream().noneMatch(user -> now.contains(user.id()));
            }
        }
        return sound && now.equals(plan.appliedAfter());
    }

    /** The acceptance rule of the corpus. */
    boolean agreesWith(Case asked) {
        JsonNode expect = asked.expect();
        JsonNode ideal = expect.path("ideal");
        boolean crash = expect.path("error").asText().equals("oracle_crash");
        if (crash && ideal.isMissingNode()) {
            return sound;
        }
        return error.isEmpty()
                ? finds(crash ? ideal : expect, asked)
                : accepted(expect).contains(error);
    }

    private static Set<String> accepted(JsonNode expect) {
        Set<String> accepted = new HashSet<>(List.of(expect.path("error").asText()));
        accepted.addAll(
                Arrays.asList(expect.path("ideal").path("error").asText().split("\\|")));
        expect.path("alsoAccept").forEach(category -> accepted.add(category.asText()));
        if (expect.path("overlappingRows").asBoolean()) {
            accepted.add("overlapping_revisions");
        }
        return accepted;
    }

    private boolean finds(JsonNode wanted, Case asked) {
        if (wanted.has("error") || !sound) {
            return false;
        }
        return switch (asked.kind()) {
            case "upgrade", "downgrade" ->
                found.equals(set(wanted.get("steps"))) && (!wanted.has("heads") || after.equals(heads(wanted)));
            case "stamp" -> wanted.path("overlappingRows").asBoolean() || after.equals(heads(wanted));
            case "create" -> found.equals(set(wanted.get("down"))) && after.equals(set(wanted.get("dependsOn")));
            default -> found.equals(set(wanted.get("revisions")));
        };
    }

    private static Set<String> heads(JsonNode wanted) {
        return set(wanted.has("canonicalHeads") ? wanted.get("canonicalHeads") : wanted.get("heads"));
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(error.isEmpty() ? "" : "error " + error);
        parts.add(found.isEmpty() ? "" : "finds " + String.join(", ", found));
        parts.add(after.isEmpty() ? "" : "leaves " + String.join(", ", after));
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? "nothing" : String.join("; ", parts);
    }

    static Set<String> ids(Collection<RevisionHeader> headers) {
        Set<String> ids = new TreeSet<>();
        headers.forEach(header -> ids.add(header.id()));
        return ids;
    }

    static Set<String> set(JsonNode array) {
        return new TreeSet<>(ConformanceScenario.texts(array));
    }
}
