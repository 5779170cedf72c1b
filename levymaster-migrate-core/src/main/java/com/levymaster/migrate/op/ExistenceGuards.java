package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.CompositeOperation.AddAttribute;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.CompositeOperation.RenameAttribute;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.ExtensionOperation.DropExtension;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropDomain;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import java.util.Set;

/** Makes operations conditional: creates run if the object does not exist, drops and renames if it exists. */
final class ExistenceGuards {

    private static final Set<Class<? extends Operation>> RUN_IF_NOT_EXISTS = Set.of(
            CreateTable.class,
            AddColumn.class,
            AddConstraint.class,
            CreateIndex.class,
            CreateSequence.class,
            CreateEnum.class,
            AddEnumValue.class,
            CreateDomain.class,
            CreateComposite.class,
            AddAttribute.class,
            CreateSchema.class,
            CreateExtension.class,
            CreateView.class);

    private static final Set<Class<? extends Operation>> RUN_IF_EXISTS = Set.of(
            DropTable.class,
            RenameTable.class,
            DropColumn.class,
            RenameColumn.class,
            DropConstraint.class,
            RenameConstraint.class,
            DropIndex.class,
            RenameIndex.class,
            DropSequence.class,
            RenameSequence.class,
            DropEnum.class,
            DropDomain.class,
            DropComposite.class,
            DropAttribute.class,
            RenameAttribute.class,
            DropSchema.class,
            DropExtension.class,
            DropView.class);

    private ExistenceGuards() {}

    static Operation guarded(Operation operation) {
        if (RUN_IF_NOT_EXISTS.contains(operation.getClass())) {
            return new IfNotExists(operation);
        }
        if (RUN_IF_EXISTS.contains(operation.getClass())) {
            return new IfExists(operation);
        }
        if (operation instanceof IfNotExists || operation instanceof IfExists) {
            return operation;
        }
        throw new MigrationException(
                "op.idempotent(…) cannot guard: " + operation.describe(),
                "move it out of the block, into an if on op.inspector()");
    }
}
