package com.levymaster.migrate.inspect;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a server answers to statements on trial; without both, it accepts them.
 *
 * @param refusal how it refuses them
 * @param obstacle how it refuses what they need, so that nothing is known of them
 */
public record TrialAnswer(
        @Nullable SQLException refusal, @Nullable SQLException obstacle) {}
