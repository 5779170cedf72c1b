package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;

/** A constraint or index with an explicitly chosen name, so that a different name counts as a difference. */
public record ExplicitName(ObjectName table, String name) {}
