package com.levymaster.migrate.command;

import com.levymaster.migrate.autogenerate.Comparison;
import java.sql.Connection;
import java.util.List;

/** Holds the entities of an application against a database. */
@FunctionalInterface
public interface EntityComparison {

    /** What they would change, for each persistence unit; only reads. */
    List<Comparison> compare(Connection connection);
}
