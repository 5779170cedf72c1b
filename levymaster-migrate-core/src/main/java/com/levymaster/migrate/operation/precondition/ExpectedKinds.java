package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.DefinitionOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kind of object that PostgreSQL demands for an operation. Those that it applies to several kinds are absent. */
final class ExpectedKinds {

    private static final String INDEX = "index";
    private static final Set<String> TABLE = Set.of("table");
    private static final Set<String> ROWS = Set.of("table", "materialized view");
    private static final Set<String> NAMED = Set.of("table", "view", "materialized view", "sequence");
    private static final Set<String> VIEW = Set.of("view", "materialized view");
    private static final Set<String> SEQUENCE = Set.of("sequence");
    private static final Set<String> ENUM = Set.of("enum type");
    private static final Set<String> DOMAIN = Set.of("domain");
    private static final Set<String> COMPOSITE = Set.of("composite type");
    private static final Set<String> TYPE = Set.of("enum type", "domain", "composite type");

    private static final Map<Class<? extends Operation>, Set<String>> RELATIONS = Map.ofEntries(
            Map.entry(TableOperation.DropTable.class, TABLE),
            Map.entry(TableOperation.RenameTable.class, NAMED),
            Map.entry(TableOperation.MoveTable.class, NAMED),
            Map.entry(ColumnOperation.RenameColumn.class, Set.of("table", "view", "materialized view")),
            Map.entry(ColumnOperation.AddColumn.class, TABLE),
            Map.entry(ColumnOperation.DropColumn.class, TABLE),
            Map.entry(ColumnOperation.ChangeType.class, TABLE),
            Map.entry(ColumnOperation.ChangeNullability.class, TABLE),
            Map.entry(ColumnOperation.ChangeIdentity.class, TABLE),
            Map.entry(ColumnOperation.ChangeGenerated.class, TABLE),
            Map.entry(ColumnOperation.ConvertColumn.class, TABLE),
            Map.entry(ConstraintOperation.AddConstraint.class, TABLE),
            Map.entry(ConstraintOperation.DropConstraint.class, TABLE),
            Map.entry(ConstraintOperation.RenameConstraint.class, TABLE),
            Map.entry(ConstraintOperation.ValidateConstraint.class, TABLE),
            Map.entry(IndexOperation.CreateIndex.class, ROWS),
            Map.entry(StorageOperation.SetUnlogged.class, TABLE),
            Map.entry(StorageOperation.ChangeTablespace.class, Set.of("table", "materialized view", INDEX)),
            Map.entry(
                    StorageOperation.ChangeStorageParameter.class, Set.of("table", "view", "materialized view", INDEX)),
            Map.entry(StorageOperation.ChangeStorage.class, ROWS),
            Map.entry(StorageOperation.ChangeCompression.class, ROWS),
            Map.entry(StorageOperation.ChangeStatisticsTarget.class, ROWS),
            Map.entry(DefinitionOperation.ChangeRowSecurity.class, TABLE),
            Map.entry(ViewOperation.DropView.class, VIEW),
            Map.entry(ViewOperation.ReplaceView.class, VIEW),
            Map.entry(ViewOperation.RenameView.class, VIEW),
            Map.entry(ViewOperation.RefreshView.class, Set.of("materialized view")),
            Map.entry(SequenceOperation.DropSequence.class, SEQUENCE),
            Map.entry(SequenceOperation.RenameSequence.class, SEQUENCE),
            Map.entry(SequenceOperation.ChangeSequenceOwner.class, SEQUENCE),
            Map.entry(SequenceOperation.AlterSequence.class, SEQUENCE));

    private static final Map<Class<? extends Operation>, Set<String>> TYPES = Map.ofEntries(
            Map.entry(TypeOperation.DropEnum.class, TYPE),
            Map.entry(TypeOperation.AddEnumValue.class, ENUM),
            Map.entry(TypeOperation.RemoveEnumValue.class, ENUM),
            Map.entry(TypeOperation.RenameEnumValue.class, ENUM),
            Map.entry(TypeOperation.RenameType.class, TYPE),
            Map.entry(TypeOperation.DropDomain.class, DOMAIN),
            Map.entry(TypeOperation.AlterDomain.class, DOMAIN),
            Map.entry(CompositeOperation.DropComposite.class, TYPE),
            Map.entry(CompositeOperation.AddAttribute.class, COMPOSITE),
            Map.entry(CompositeOperation.DropAttribute.class, COMPOSITE),
            Map.entry(CompositeOperation.RenameAttribute.class, COMPOSITE),
            Map.entry(CompositeOperation.ChangeAttributeType.class, COMPOSITE));

    private ExpectedKinds() {}

    /** Refuses an operation on an object of another kind, or on a type that an unqualified name does not mean. */
    static List<Refusal> of(Operation operation, DatabaseSchema schema) {
        Names names = new Names(schema);
        Set<String> relation = RELATIONS.get(operation.getClass());
        Set<String> type = TYPES.get(operation.getClass());
        ObjectName name =
                AffectedObject.of(operation).map(AffectedObject::object).orElse(null);
        if (name == null || relation == null && type == null) {
            return List.of();
        }
        if (relation != null) {
            return refused(name, names.kindOfRelation(name), relation);
        }
        List<Refusal> hidden = names.hidden(name);
        return hidden.isEmpty() && type != null ? refused(name, names.kindOfType(name), type) : hidden;
    }

    /** Refuses a relation of another kind. */
    static List<Refusal> of(@Nullable ObjectName relation, Set<String> expected, DatabaseSchema schema) {
        return relation == null ? List.of() : refused(relation, new Names(schema).kindOfRelation(relation), expected);
    }

    private static List<Refusal> refused(ObjectName name, Optional<String> kind, Set<String> expected) {
        return Refusal.when(
                kind.filter(k -> !expected.contains(k.startsWith(INDEX) ? INDEX : k))
                        .isPresent(),
                name + " is of another kind: " + kind.orElse(""),
                "use the operation for this kind, or another name");
    }
}
