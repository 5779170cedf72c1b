package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.schema.Extension;
import java.util.List;

/** Compiles schema and extension operations. */
interface SchemaCompiler
        extends CompilerContext,
                SchemaOperation.Visitor<List<SqlStatement>>,
                ExtensionOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createSchema(SchemaOperation.CreateSchema operation) {
        return CompilerContext.one("create schema " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> dropSchema(SchemaOperation.DropSchema operation) {
        return CompilerContext.one("drop schema " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> createExtension(ExtensionOperation.CreateExtension operation) {
        Extension extension = operation.extension();
        return CompilerContext.one("create extension " + quote(extension.name())
                + (extension.schema() == null ? "" : " with schema " + quote(extension.schema())));
    }

    @Override
    default List<SqlStatement> dropExtension(ExtensionOperation.DropExtension operation) {
        return CompilerContext.one("drop extension " + quote(operation.name()));
    }
}
