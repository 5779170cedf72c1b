package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Schema;
import java.util.List;
import java.util.function.Supplier;

/** An answer for every operation there is; each family has an interface of its own. */
record Compiler(Server server, Supplier<Schema> before)
        implements Operation.Visitor<List<Statement>>,
                TableSql,
                ColumnSql,
                ConstraintSql,
                IndexSql,
                SettingSql,
                SequenceSql,
                TypeSql,
                CompositeSql,
                NamespaceSql,
                ViewSql,
                DataSql,
                FlowSql {}
