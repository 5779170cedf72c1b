package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;

/** A constraint or index whose name somebody chose, so that another name is a difference. */
public record ExplicitName(ObjectName table, String name) {}
