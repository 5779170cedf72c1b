package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import com.levymaster.migrate.schema.Table;
import java.util.List;

/** Reviews changes of types: labels that rows have, and the casts that Hibernate uses. */
record EnumReview(
        DesiredModel model,
        Dialect dialect,
        RowCounts rows,
        DatabaseSchema after,
        ReviewedSteps steps,
        RuleReview rules) {

    void review(TypeOperation operation) {
        if (operation instanceof DropEnum drop) {
            casts(drop.name(), false);
            steps.add(drop);
        } else if (operation instanceof RemoveEnumValue remove) {
            casts(remove.name(), false);
            removeLabel(remove);
            casts(remove.name(), true);
        } else if (operation instanceof AddEnumValue add && isDefault(add)) {
            steps.add(new Autocommit(List.of(add)), "commits the preceding steps, because a later one uses the value");
        } else {
            steps.add(operation);
            if (operation instanceof CreateEnum create) {
                casts(create.type().name(), true);
            }
        }
    }

    /** PostgreSQL does not allow the transaction that adds a label to use it. */
    private boolean isDefault(AddEnumValue add) {
        DefaultValue label = new DefaultValue.StringLiteral(add.label());
        return after.tables().values().stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(column -> label.equals(column.defaultValue())
                        && column.type() instanceof ColumnType.UserDefined type
                        && after.resolve(type.name()).equals(add.name()));
    }

    /** Rows that have the removed label get another one, unless the label only moves. */
    private void removeLabel(RemoveEnumValue remove) {
        EnumType type = after.enums().get(remove.name());
        boolean moves = type != null && type.labels().contains(remove.label());
        if (moves || type == null || type.labels().isEmpty()) {
            steps.add(remove, "fails while a row still has " + remove.label());
            return;
        }
        String replacement = type.labels().get(0);
        String loss = RuleReview.removed(remove.name().toString(), remove.label(), replacement);
        steps.loss(remove, loss);
        steps.add(
                new RemoveEnumValue(
                        remove.name(), remove.label(), remove.beforeLabel(), remove.afterLabel(), replacement),
                loss + ": is it the right one?" + collisions(remove, replacement));
    }

    private String collisions(RemoveEnumValue remove, String replacement) {
        StringBuilder all = new StringBuilder();
        for (Table table : after.tables().values()) {
            for (Column column : table.columns()) {
                if (column.type() instanceof ColumnType.UserDefined type
                        && after.resolve(type.name()).equals(remove.name())) {
                    all.append(rules.collisions(
                            table.name(),
                            column.name(),
                            dialect.literal(remove.label()),
                            dialect.literal(replacement)));
                }
            }
        }
        return all.toString();
    }

    /** Creates the implicit casts that Hibernate uses for an enum type, or drops them: they prevent the drop of the type. */
    private void casts(ObjectName type, boolean create) {
        List<DesiredModel.ReversibleSql> casts = model.afterEnums().getOrDefault(type, List.of());
        if (create) {
            casts.forEach(cast -> steps.add(new ExecuteSql(cast.sql(), cast.reverse())));
        } else if (!casts.isEmpty() || rows.hasCasts(type)) {
            steps.sql("drop cast if exists (varchar as " + quote(type) + ")");
            steps.sql("drop cast if exists (" + quote(type) + " as varchar)");
        }
    }

    private String quote(ObjectName name) {
        return (name.schema() == null ? "" : dialect.quote(name.schema()) + ".") + dialect.quote(name.name());
    }
}
