package com.levymaster.migrate.revision;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Suggests existing names that are similar to an unknown one. */
public final class Suggestions {

    private static final int AT_MOST = 3;

    /** The length from which a name is compared with the beginnings of longer names. */
    private static final int SHORTENED = 6;

    private Suggestions() {}

    /** {@code " Did you mean \"7c1e5b0a\"?"} with a leading blank; empty without similar names. */
    static String question(String typed, Collection<String> names) {
        List<String> near = near(typed, names);
        return near.isEmpty() ? "" : near.stream().collect(Collectors.joining("\" or \"", " Did you mean \"", "\"?"));
    }

    /** At most three names, the nearest first. */
    public static List<String> near(String typed, Collection<String> names) {
        int tolerance = Math.max(1, typed.length() / 3);
        return names.stream()
                .distinct()
                .map(name -> new Candidate(name, distance(typed, name, tolerance)))
                .filter(candidate -> candidate.distance <= tolerance)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(AT_MOST)
                .map(Candidate::name)
                .toList();
    }

    /** Whether one character of two names is wrong, missing, extra or swapped, whatever their case. */
    public static boolean differInOne(String a, String b) {
        return Math.abs(a.length() - b.length()) < 2
                && distance(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT)) == 1;
    }

    private record Candidate(String name, int distance) {}

    /** Zero for a prefix in either direction, else, also against the beginning of a longer name, the number of wrong, missing, extra or swapped characters. */
    private static int distance(String typed, String name, int tolerance) {
        if (typed.length() >= 2 && (name.startsWith(typed) || (typed.startsWith(name) && name.length() > 3))) {
            return 0;
        }
        if (typed.length() >= SHORTENED && typed.length() < name.length()) {
            return distance(typed, name.substring(0, typed.length()), tolerance);
        }
        if (Math.abs(typed.length() - name.length()) > tolerance) {
            return Integer.MAX_VALUE;
        }
        return distance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(cost[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            cost[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                cost[i][j] =
                        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
