package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;
import java.util.function.Supplier;

/** Compiles every operation; each group of operations has its own interface. */
record OperationCompiler(ServerVersion server, Supplier<DatabaseSchema> before)
        implements Operation.Visitor<List<SqlStatement>>,
                TableCompiler,
                ColumnCompiler,
                ConstraintCompiler,
                IndexCompiler,
                StorageCompiler,
                SequenceCompiler,
                TypeCompiler,
                CompositeCompiler,
                SchemaCompiler,
                CommentCompiler,
                PrivilegeCompiler,
                ViewCompiler,
                DefinitionCompiler,
                DataCompiler,
                ControlCompiler {}
