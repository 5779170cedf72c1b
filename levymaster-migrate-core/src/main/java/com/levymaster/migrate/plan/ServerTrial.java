package com.levymaster.migrate.plan;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes statements on the server without a lasting effect. */
@FunctionalInterface
public interface ServerTrial {

    /** Executes nothing. */
    ServerTrial NONE = (preparation, statements) -> null;

    /**
     * Executes statements, and rolls them back.
     *
     * @param preparation what they need
     * @return how the server refuses them; {@code null} if it accepts them, or not even the preparation
     */
    @Nullable
    SQLException refusal(List<String> preparation, List<String> statements);
}
