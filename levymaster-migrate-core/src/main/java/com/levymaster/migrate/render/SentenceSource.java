package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.FlowOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.NamespaceOperation;
import com.levymaster.migrate.operation.NamespaceOperation.ChangeComment;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.SettingOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences of a body: those about one table together, the others one by one. */
final class SentenceSource {

    private final Imports imports;
    private final TypeSource types;
    private final ColumnSource columns;

    SentenceSource(Imports imports, Schema known) {
        this.imports = imports;
        this.types = new TypeSource(imports, known);
        this.columns = new ColumnSource(imports, types);
    }

    /**
     * @param op the variable that the sentences are said to
     */
    Stream<Code> sentences(List<Step> steps, String op) {
        return TableSteps.group(steps).stream().map(group -> sentence(group, op));
    }

    private Code sentence(TableSteps group, String op) {
        if (group.table() != null) {
            return alterTable(group.table(), group.steps(), op);
        }
        Step step = group.steps().get(0);
        return Code.withRemark(step.remark(), sentence(step.operation(), op));
    }

    private Code alterTable(ObjectName table, List<Step> steps, String op) {
        AlterSource source = new AlterSource(imports, types, columns, keys(table.schema()));
        List<Code> body = new ArrayList<>();
        for (Step step : steps) {
            body.add(Code.withRemark(step.remark(), altered(step.operation(), source)));
        }
        return new Code.Block(scoped(op, table) + ".alterTable(" + quoted(table.name()) + ", t ->", body, ");");
    }

    private static Code altered(Operation operation, AlterSource source) {
        if (operation instanceof ColumnOperation column) {
            return column.accept((ColumnOperation.Visitor<Code>) source);
        }
        if (operation instanceof ConstraintOperation constraint) {
            return constraint.accept((ConstraintOperation.Visitor<Code>) source);
        }
        if (operation instanceof SettingOperation setting) {
            return setting.accept((SettingOperation.Visitor<Code>) source);
        }
        return operation instanceof IndexOperation index
                ? index.accept((IndexOperation.Visitor<Code>) source)
                : source.comment((ChangeComment) operation);
    }

    private Code sentence(Operation operation, String op) {
        if (operation instanceof TableOperation table) {
            return table.accept(new TableSentences(this, op));
        }
        if (operation instanceof SequenceOperation sequence) {
            return sequence.accept(new SequenceSentences(types, op));
        }
        if (operation instanceof TypeOperation type) {
            return type.accept(new TypeSentences(types, columns, op));
        }
        if (operation instanceof CompositeOperation composite) {
            return composite.accept(new CompositeSentences(types, op));
        }
        if (operation instanceof NamespaceOperation namespace) {
            return namespace.accept(new NamespaceSentences(op));
        }
        if (operation instanceof ViewOperation view) {
            return view.accept(new ViewSentences(op));
        }
        return operation instanceof DataOperation data
                ? data.accept(new DataSentences(imports, op))
                : ((FlowOperation) operation).accept(new FlowSentences(this, op));
    }

    TableSource table(@Nullable String schema) {
        return new TableSource(columns, keys(schema));
    }

    private KeySource keys(@Nullable String schema) {
        return new KeySource(imports, schema);
    }

    /** {@code op}, or {@code op.inSchema("audit")}. */
    static String scoped(String op, ObjectName name) {
        return name.schema() == null ? op : op + ".inSchema(" + quoted(name.schema()) + ")";
    }
}
