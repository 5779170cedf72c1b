package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Constant;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.CommentTarget.CommentableKind;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates {@code alter_column}, in the order in which Alembic alters. */
final class ColumnAlteration {

    private final List<Operation> operations = new ArrayList<>();
    private final Arguments arguments;
    private final ObjectName table;
    private final String column;

    private ColumnAlteration(Arguments arguments) {
        this.arguments = arguments;
        this.table = ObjectName.of(arguments.text("schema"), arguments.requiredText("table_name"));
        this.column = arguments.requiredText("column_name");
    }

    static List<Operation> of(Call call) {
        ColumnAlteration alteration = new ColumnAlteration(new Arguments(call, "table_name", "column_name"));
        alteration.translate();
        return alteration.operations;
    }

    private void translate() {
        Boolean nullable = arguments.flag("nullable");
        boolean hasDefault = arguments.has("server_default");
        Expression defaultValue = arguments.optional("server_default");
        boolean hasComment = arguments.has("comment");
        Expression comment = arguments.optional("comment");
        String name = arguments.text("new_column_name");
        changeType(arguments.optional("type_"), arguments.text("postgresql_using"));
        if (nullable != null) {
            operations.add(new ChangeNullability(table, column, nullable, null));
        }
        if (hasDefault && !isFalse(defaultValue)) {
            changeDefault(defaultValue);
        }
        if (hasComment && !isFalse(comment)) {
            CommentTarget target = new CommentTarget(CommentableKind.COLUMN, table, column);
            operations.add(new ChangeComment(target, null, comment == null ? null : SqlValues.name(comment)));
        }
        if (name != null) {
            operations.add(new RenameColumn(table, column, name));
        }
        arguments.ignoring("autoincrement", "insert_before", "insert_after").end();
    }

    private static boolean isFalse(@Nullable Expression value) {
        return value instanceof Constant constant && Boolean.FALSE.equals(constant.value());
    }

    private void changeType(@Nullable Expression type, @Nullable String using) {
        if (type != null) {
            TranslatedType to = new TypeTranslator(table.schema()).translate(type);
            ChangeType.Shape shape = new ChangeType.Shape(to.type(), to.collation());
            operations.add(new ChangeType(table, column, null, shape, using, null));
        }
    }

    private void changeDefault(@Nullable Expression value) {
        if (value instanceof Call call && Scope.functionName(call).equals("Identity")) {
            Previous<Identity> none = Previous.of(null);
            operations.add(new ChangeIdentity(table, column, none, ColumnTranslator.identity(call)));
            return;
        }
        operations.add(new ChangeDefault(table, column, null, ColumnTranslator.changedDefault(value)));
    }
}
