package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Builds one operation from a chain of calls, at the next block or inspection or at the end of the method. */
@FunctionalInterface
interface OperationBuilder {

    /**
     * Builds the operation from the calls so far.
     *
     * @throws MigrationException when a required call is missing, naming that call
     */
    Operation build();

    /**
     * Returns a required value.
     *
     * @param call the call chain so far, for the message
     * @param expected the calls that would complete it, for the remedy
     * @throws MigrationException when the value is null
     */
    static <T> T require(@Nullable T value, String call, String expected) {
        if (value == null) {
            throw incomplete(call, expected);
        }
        return value;
    }

    /**
     * Returns the name of a not-null constraint.
     *
     * @throws MigrationException when it is empty, or one that PostgreSQL itself may give, and that is therefore not compared
     */
    static String notNullName(String name, String call) {
        if (name.isBlank() || Column.isServers(name)) {
            throw new MigrationException(
                    call + ": "
                            + (name.isBlank() ? "the name is empty" : name + " is a name that PostgreSQL itself gives"),
                    "choose another name, such as nn_…, or leave it out");
        }
        return name;
    }

    static MigrationException incomplete(String call, String expected) {
        return new MigrationException("Incomplete call chain: " + call, "add " + expected);
    }

    /**
     * Checks that a method is not called a second time, since the second call would replace the first value.
     *
     * @throws MigrationException when a value has been set before
     */
    static void requireUnset(@Nullable Object value, String call, String method) {
        boolean isSet = value instanceof Collection<?> all ? !all.isEmpty() : value != null;
        if (isSet) {
            throw new MigrationException(
                    call + " calls " + method + " twice", "call " + method + " once, with all its arguments");
        }
    }
}
