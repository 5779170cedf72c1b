package com.levymaster.app.levy;

/** The legal limit that applied to a levy rate. */
public enum LevyLimit {
    /** None: the requested rate is allowed. */
    NONE,
    /** At most 1 % over the previous year's rate. */
    ANNUAL_GROWTH,
    /** At most 5.90 per 1,000 dollars of assessed value. */
    STATUTORY_MAXIMUM
}
