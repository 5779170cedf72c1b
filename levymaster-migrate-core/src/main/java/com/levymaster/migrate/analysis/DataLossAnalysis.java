package com.levymaster.migrate.analysis;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.operation.precondition.TypeUses;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.StepsNotDone;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.TypeCompatibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Determines from the operations of a plan, and the database before it, which data would be lost. */
public final class DataLossAnalysis {

    /** SQL commands that delete no data. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?is)\\s*(create|comment|grant|revoke|insert|analyze|set|select|reindex|refresh|alter\\s+index|drop\\s+(index|view"
                    + "|function|trigger|materialized|policy|rule))\\b[^;]*;?\\s*");

    private final RowCounts counts;
    private final DatabaseSchema schema;
    private final Map<String, StepsNotDone> notDone;
    private final Map<ObjectName, ObjectName> tables = new HashMap<>();
    private final Map<String, String> columns = new HashMap<>();
    private final List<DataLoss> losses = new ArrayList<>();

    /**
     * Creates an analysis.
     *
     * @param counts counts rows and values in the database
     * @param schema the schema before the plan
     * @param notDone what the upgrades of revisions, by id, have not done, so that a downgrade does not revert it
     */
    public DataLossAnalysis(RowCounts counts, DatabaseSchema schema, Map<String, StepsNotDone> notDone) {
        this.counts = counts;
        this.schema = schema;
        this.notDone = Map.copyOf(notDone);
    }

    /** Returns the losses of a plan, in the order of its steps. */
    public List<DataLoss> of(PlanPreview preview) {
        for (PreparedRevision prepared : preview.revisions()) {
            List<Operation> recorded = notDone.getOrDefault(prepared.revision().id(), StepsNotDone.NONE)
                    .reverting(prepared.pendingOperations());
            for (Operation operation : recorded) {
                add(prepared.revision(), operation);
                follow(operation);
            }
        }
        return losses;
    }

    private void add(RevisionHeader revision, Operation operation) {
        if (operation instanceof DropTable drop) {
            rows(revision, operation, drop.name());
        } else if (operation instanceof DataOperation.Truncate truncate) {
            for (ObjectName table : truncate.tables()) {
                rows(revision, operation, table);
            }
        } else if (operation instanceof DataOperation.DeleteRows delete) {
            count(revision, operation, delete.table().toString(), delete.count());
        } else if (operation instanceof ColumnOperation.DropColumn drop) {
            values(revision, operation, drop.table(), drop.name());
        } else if (operation instanceof DropAttribute drop) {
            attributes(revision, drop);
        } else if (operation instanceof ColumnOperation.ChangeType change && narrows(change)) {
            values(revision, operation, change.table(), change.column());
        } else if (operation instanceof ColumnOperation.ConvertColumn convert) {
            count(revision, operation, convert.table().toString(), null);
        } else if (operation instanceof Backfill backfill && backfill.change().step() == null) {
            backfill(revision, backfill);
        } else if (operation instanceof Backfill
                || operation instanceof DataOperation.RunJava
                || operation instanceof RemoveEnumValue
                || operation instanceof DataOperation.ExecuteSql sql
                        && !HARMLESS.matcher(sql.sql()).matches()) {
            count(revision, operation, null, null);
        }
    }

    private void backfill(RevisionHeader revision, Backfill backfill) {
        if (!backfill.change().fillsNulls()) {
            for (Backfill.Assignment assignment : backfill.change().assignments()) {
                values(revision, backfill, backfill.table(), assignment.column());
            }
        }
    }

    /** Tracks renames: later steps use the new name, the database still has the old one. */
    private void follow(Operation operation) {
        if (operation instanceof RenameTable rename) {
            tables.put(rename.name().renamed(rename.to()), live(rename.name()));
        } else if (operation instanceof MoveTable move) {
            tables.put(ObjectName.of(move.toSchema(), move.name().name()), live(move.name()));
        } else if (operation instanceof RenameColumn rename) {
            ObjectName table = live(rename.table());
            columns.put(table + "." + rename.to(), live(table, rename.from()));
        }
    }

    private void rows(RevisionHeader revision, Operation operation, ObjectName name) {
        Table table = schema.tables().get(live(name));
        if (table != null) {
            count(revision, operation, table.name().toString(), counts.rows(table.name()));
        }
    }

    private void values(RevisionHeader revision, Operation operation, ObjectName name, String column) {
        Table table = schema.tables().get(live(name));
        String known = live(live(name), column);
        if (table != null && table.column(known).isPresent()) {
            count(revision, operation, table.name() + "." + known, counts.values(table.name(), known));
        }
    }

    /** The values of the columns that have the type; those of a type of this plan are not known. */
    private void attributes(RevisionHeader revision, DropAttribute drop) {
        if (!schema.composites().containsKey(schema.resolve(drop.name()))) {
            count(revision, drop, null, null);
            return;
        }
        TypeUses uses = new TypeUses(schema, drop.name());
        for (Table table : schema.tables().values()) {
            for (Column column : table.columns()) {
                if (uses.isIn(column.type())) {
                    String object = table.name() + "." + column.name();
                    count(revision, drop, object, counts.values(table.name(), column.name()));
                }
            }
        }
    }

    private void count(RevisionHeader revision, Operation operation, @Nullable String object, @Nullable Long rows) {
        if (rows == null || rows > 0) {
            losses.add(new DataLoss(revision, operation.describe(), object, rows));
        }
    }

    private ObjectName live(ObjectName name) {
        ObjectName known = schema.resolve(name);
        return tables.getOrDefault(known, known);
    }

    private String live(ObjectName table, String column) {
        return columns.getOrDefault(table + "." + column, column);
    }

    /** Whether the change of type may lose or refuse values. */
    private boolean narrows(ColumnOperation.ChangeType change) {
        Table table = schema.tables().get(live(change.table()));
        if (table == null) {
            return false;
        }
        return table.column(live(live(change.table()), change.column()))
                .map(column ->
                        !TypeCompatibility.isLossless(column.type(), change.to().type()))
                .orElse(false);
    }
}
