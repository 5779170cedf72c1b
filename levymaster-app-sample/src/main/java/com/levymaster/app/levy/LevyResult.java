package com.levymaster.app.levy;

import java.math.BigDecimal;

/**
 * What a district may levy.
 *
 * @param levyRate the rate within the limits, per 1,000 dollars of assessed value
 * @param levyAmount the amount that this rate brings, in dollars
 * @param requestedRate the rate that the amount asked for would have needed
 * @param limitedBy the limit that bound the rate
 */
public record LevyResult(BigDecimal levyRate, BigDecimal levyAmount, BigDecimal requestedRate, LevyLimit limitedBy) {}
