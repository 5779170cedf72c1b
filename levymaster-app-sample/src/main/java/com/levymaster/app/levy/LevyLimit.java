package com.levymaster.app.levy;

/** Which limit of the law bound a levy rate. */
public enum LevyLimit {
    /** None: the district levies what it asked for. */
    NONE,
    /** At most 1 % over the previous year's rate. */
    ANNUAL_GROWTH,
    /** At most 5.90 per 1,000 dollars of assessed value. */
    STATUTORY_MAXIMUM
}
