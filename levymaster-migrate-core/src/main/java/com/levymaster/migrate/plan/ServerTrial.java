package com.levymaster.migrate.plan;

import com.levymaster.migrate.inspect.TrialAnswer;
import java.util.List;

/** Executes statements on the server without a lasting effect. */
@FunctionalInterface
public interface ServerTrial {

    /** There is no server. */
    ServerTrial NONE = (preparation, statements) -> new TrialAnswer(null, null);

    /** Nothing is tried before SQL of callbacks that may create what the steps need. */
    ServerTrial AFTER_CALLBACKS = (preparation, statements) -> new TrialAnswer(null, null);

    /**
     * Executes statements, and rolls them back.
     *
     * @param preparation what they need
     */
    TrialAnswer answer(List<String> preparation, List<String> statements);
}
