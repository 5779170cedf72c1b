package com.levymaster.app.levy;

import java.math.BigDecimal;

/**
 * The levy that a district is allowed.
 *
 * @param levyRate the rate within the limits, per 1,000 dollars of assessed value
 * @param levyAmount the amount that results from this rate, in dollars
 * @param requestedRate the rate that the requested amount would need
 * @param limitedBy the limit that applied
 */
public record LevyResult(BigDecimal levyRate, BigDecimal levyAmount, BigDecimal requestedRate, LevyLimit limitedBy) {}
