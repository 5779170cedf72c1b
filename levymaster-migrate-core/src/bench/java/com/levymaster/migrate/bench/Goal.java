package com.levymaster.migrate.bench;

import java.util.Locale;

/**
 * What was hoped, and what came of it.
 *
 * @param reached in words or figures
 */
record Goal(String hoped, String reached, boolean met) {

    static Goal atMost(String what, double limit, double reached, String unit) {
        return new Goal(
                what + " ≤ " + figure(limit) + unit, figure(reached) + unit, Math.round(reached * 100) <= limit * 100);
    }

    static Goal atLeast(String what, double limit, double reached, String unit) {
        return new Goal(
                what + " ≥ " + figure(limit) + unit, figure(reached) + unit, Math.round(reached * 100) >= limit * 100);
    }

    static Goal exactly(String what, int wanted, int reached) {
        return new Goal(what + " = " + wanted, String.valueOf(reached), wanted == reached);
    }

    private static String figure(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
