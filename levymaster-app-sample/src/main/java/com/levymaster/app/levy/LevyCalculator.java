package com.levymaster.app.levy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Levy rates in dollars per 1,000 dollars of assessed value, within the legal limits: a rate may grow by at most 1 %
 * over that of the previous year, and never exceeds 5.90.
 *
 * <p>Rates have six decimals, amounts have two. Limits are rounded down, so that no rate exceeds its limit.
 */
public final class LevyCalculator {

    /** The statutory maximum rate. */
    public static final BigDecimal STATUTORY_MAXIMUM = new BigDecimal("5.900000");

    private static final BigDecimal ANNUAL_GROWTH = new BigDecimal("1.01");
    private static final BigDecimal THOUSAND = new BigDecimal("1000");
    private static final int RATE_SCALE = 6;
    private static final int MONEY_SCALE = 2;

    private LevyCalculator() {}

    /**
     * Returns the allowed rate and amount for a requested {@code levyAmount}.
     *
     * @param previousRate the final rate of the previous year; without one, only the statutory maximum limits the rate
     * @throws IllegalArgumentException if the amount is negative, or the assessed value is not positive
     */
    public static LevyResult levy(
            BigDecimal levyAmount, BigDecimal totalAssessedValue, @Nullable BigDecimal previousRate) {
        require(levyAmount.signum() >= 0, "The levy amount must not be negative, was: ", levyAmount);
        require(
                totalAssessedValue.signum() > 0,
                "The total assessed value must be positive, was: ",
                totalAssessedValue);
        BigDecimal growthLimit = previousRate == null ? STATUTORY_MAXIMUM : growthLimit(previousRate);
        BigDecimal limit = growthLimit.min(STATUTORY_MAXIMUM);
        BigDecimal requested =
                levyAmount.multiply(THOUSAND).divide(totalAssessedValue, RATE_SCALE, RoundingMode.HALF_UP);
        if (levyAmount.multiply(THOUSAND).compareTo(limit.multiply(totalAssessedValue)) <= 0) {
            return new LevyResult(requested, levyAmount, requested, LevyLimit.NONE);
        }
        return new LevyResult(
                limit,
                amount(limit, totalAssessedValue, RoundingMode.DOWN),
                requested,
                growthLimit.compareTo(STATUTORY_MAXIMUM) < 0 ? LevyLimit.ANNUAL_GROWTH : LevyLimit.STATUTORY_MAXIMUM);
    }

    /** Returns the tax of a property at a rate, rounded to cents. */
    public static BigDecimal propertyTax(BigDecimal assessedValue, BigDecimal levyRate) {
        return amount(levyRate, assessedValue, RoundingMode.HALF_UP);
    }

    private static BigDecimal growthLimit(BigDecimal previousRate) {
        return previousRate.multiply(ANNUAL_GROWTH).setScale(RATE_SCALE, RoundingMode.DOWN);
    }

    private static BigDecimal amount(BigDecimal rate, BigDecimal assessedValue, RoundingMode rounding) {
        return assessedValue.multiply(rate).divide(THOUSAND, MONEY_SCALE, rounding);
    }

    private static void require(boolean condition, String message, BigDecimal value) {
        if (!condition) {
            throw new IllegalArgumentException(message + value.toPlainString());
        }
    }
}
