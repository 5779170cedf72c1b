package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.operation.StorageOperation.ChangeCompression;
import com.levymaster.migrate.operation.StorageOperation.ChangeStatisticsTarget;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorage;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorageParameter;
import com.levymaster.migrate.operation.StorageOperation.ChangeTablespace;
import com.levymaster.migrate.operation.StorageOperation.SetUnlogged;
import com.levymaster.migrate.schema.DefaultValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Renders the statements within an {@code alterTable} block. */
final class AlterTableRenderer
        implements ColumnOperation.Visitor<CodeBlock>,
                ConstraintOperation.Visitor<CodeBlock>,
                IndexOperation.Visitor<CodeBlock>,
                StorageOperation.Visitor<CodeBlock> {

    private final TypeRenderer types;
    private final ColumnRenderer columns;
    private final KeyRenderer keys;
    private final OptionRenderer options;

    AlterTableRenderer(Imports imports, TypeRenderer types, ColumnRenderer columns, KeyRenderer keys) {
        this.types = types;
        this.columns = columns;
        this.keys = keys;
        this.options = new OptionRenderer(imports);
    }

    @Override
    public CodeBlock addColumn(AddColumn o) {
        return new CodeBlock.Line("t.addColumn(" + columns.nameAndType(o.column()) + ")", columns.calls(o.column()));
    }

    @Override
    public CodeBlock dropColumn(DropColumn o) {
        List<String> calls = new ArrayList<>(o.cascade() ? List.of(".cascade()") : List.of());
        if (o.was() != null) {
            calls.add(".was(" + types.of(o.was().type()) + ")");
            calls.addAll(columns.calls(o.was()));
        }
        return new CodeBlock.Line("t.dropColumn(" + quoted(o.name()) + ")", calls);
    }

    @Override
    public CodeBlock renameColumn(RenameColumn o) {
        return CodeBlock.Line.of("t.renameColumn(" + quoted(o.from()) + ")", to(o.to()));
    }

    @Override
    public CodeBlock changeType(ChangeType o) {
        List<String> calls = new ArrayList<>();
        if (o.from() != null) {
            calls.add(".from(" + shape(o.from()) + ")");
        }
        calls.add(".to(" + shape(o.to()) + ")");
        addTo(calls, ".using(", o.using());
        addTo(calls, ".reversedUsing(", o.reverseUsing());
        return new CodeBlock.Line("t.changeType(" + quoted(o.column()) + ")", calls);
    }

    private String shape(ChangeType.Shape shape) {
        return types.of(shape.type()) + (shape.collation() == null ? "" : ", " + quoted(shape.collation()));
    }

    @Override
    public CodeBlock changeNullability(ChangeNullability o) {
        return CodeBlock.Line.of((o.nullable() ? "t.dropNotNull(" : "t.setNotNull(") + quoted(o.column())
                + (o.constraint() == null ? "" : ", " + quoted(o.constraint())) + ")");
    }

    @Override
    public CodeBlock changeDefault(ChangeDefault o) {
        List<String> calls = new ArrayList<>();
        if (o.from() != null) {
            calls.add(defaultCall(".from", o.from().value()));
        }
        calls.add(defaultCall(".to", o.to()));
        return new CodeBlock.Line("t.changeDefault(" + quoted(o.column()) + ")", calls);
    }

    private String defaultCall(String method, @Nullable DefaultValue value) {
        if (value == null) {
            return method + "None()";
        }
        return method + (value instanceof DefaultValue.Expression ? "Sql(" : "(") + columns.value(value) + ")";
    }

    @Override
    public CodeBlock changeIdentity(ChangeIdentity o) {
        return change("t.changeIdentity(" + quoted(o.column()) + ")", o.from(), o.to(), options::identity);
    }

    @Override
    public CodeBlock changeGenerated(ChangeGenerated o) {
        return change("t.changeGenerated(" + quoted(o.column()) + ")", o.from(), o.to(), options::generated);
    }

    @Override
    public CodeBlock changeStorageParameter(ChangeStorageParameter o) {
        String head = "t.changeStorageParameter(" + quoted(o.parameter()) + ")";
        return change(head, o.from(), o.to(), JavaLiterals::quoted);
    }

    @Override
    public CodeBlock setUnlogged(SetUnlogged o) {
        return CodeBlock.Line.of(o.unlogged() ? "t.setUnlogged()" : "t.setLogged()");
    }

    @Override
    public CodeBlock changeTablespace(ChangeTablespace o) {
        return change("t.changeTablespace()", o.from(), o.to(), JavaLiterals::quoted);
    }

    @Override
    public CodeBlock changeStatisticsTarget(ChangeStatisticsTarget o) {
        return change("t.changeStatistics(" + quoted(o.column()) + ")", o.from(), o.to(), String::valueOf);
    }

    @Override
    public CodeBlock changeCompression(ChangeCompression o) {
        return change("t.changeCompression(" + quoted(o.column()) + ")", o.from(), o.to(), JavaLiterals::quoted);
    }

    @Override
    public CodeBlock changeStorage(ChangeStorage o) {
        return change("t.changeStorage(" + quoted(o.column()) + ")", o.from(), o.to(), JavaLiterals::quoted);
    }

    @Override
    public CodeBlock convertColumn(ConvertColumn o) {
        List<String> calls = new ArrayList<>();
        calls.add(".from(" + types.of(o.from()) + ")");
        calls.add(".to(" + types.of(o.to()) + ")");
        addTo(calls, ".using(", o.using());
        addTo(calls, ".reversedUsing(", o.reverseUsing());
        return new CodeBlock.Line("t.convertColumn(" + quoted(o.column()) + ")", calls);
    }

    @Override
    public CodeBlock addConstraint(AddConstraint o) {
        List<String> calls = new ArrayList<>(keys.calls(o.constraint()));
        addTo(calls, ".usingIndex(", o.usingIndex());
        calls.addAll(nullable(o.wasNullable()));
        String name = quoted(o.constraint().name());
        return new CodeBlock.Line("t.add" + KeyRenderer.kind(o.constraint()) + "(" + name + ")", calls);
    }

    /**
     * If the dropped constraint is not known, any {@code drop…} method will do: all of them drop a constraint by
     * name.
     */
    @Override
    public CodeBlock dropConstraint(DropConstraint o) {
        List<String> calls = new ArrayList<>();
        String kind = "Check";
        if (o.was() != null) {
            kind = KeyRenderer.kind(o.was());
            List<String> was = new ArrayList<>(keys.calls(o.was()));
            addTo(was, ".usingIndex(", o.wasUsingIndex());
            was.addAll(nullable(o.nullable()));
            String it = kind.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
            calls.add(".was(" + it + " -> " + it + String.join("", was) + ")");
        }
        calls.addAll(o.cascade() ? List.of(".cascade()") : List.of());
        return new CodeBlock.Line("t.drop" + kind + "(" + quoted(o.name()) + ")", calls);
    }

    @Override
    public CodeBlock renameConstraint(RenameConstraint o) {
        return CodeBlock.Line.of("t.renameConstraint(" + quoted(o.from()) + ")", to(o.to()));
    }

    @Override
    public CodeBlock validateConstraint(ValidateConstraint o) {
        return CodeBlock.Line.of("t.validateConstraint(" + quoted(o.name()) + ")");
    }

    @Override
    public CodeBlock createIndex(CreateIndex o) {
        return new CodeBlock.Line(
                "t.addIndex(" + quoted(o.index().name()) + ")", keys.calls(o.index(), o.concurrently(), o.only()));
    }

    @Override
    public CodeBlock dropIndex(DropIndex o) {
        List<String> calls = new ArrayList<>();
        if (o.was() != null) {
            calls.add(".was(i -> i" + String.join("", keys.calls(o.was(), false, o.wasOnly())) + ")");
        }
        calls.addAll(o.concurrently() ? List.of(".concurrently()") : List.of());
        return new CodeBlock.Line("t.dropIndex(" + quoted(o.name()) + ")", calls);
    }

    @Override
    public CodeBlock renameIndex(RenameIndex o) {
        return CodeBlock.Line.of("t.renameIndex(" + quoted(o.from()) + ")", to(o.to()));
    }

    CodeBlock comment(ChangeComment o) {
        String part = o.on().part() == null ? "" : quoted(o.on().part());
        String method = switch (o.on().kind()) {
            case COLUMN -> "t.changeColumnComment(" + part + ")";
            case CONSTRAINT -> "t.changeConstraintComment(" + part + ")";
            case INDEX -> "t.changeIndexComment(" + part + ")";
            default -> "t.changeComment()";
        };
        return change(method, o.from(), o.to(), JavaLiterals::quoted);
    }

    static <V> CodeBlock change(String head, @Nullable Previous<V> from, @Nullable V to, Function<V, String> text) {
        List<String> calls = new ArrayList<>();
        if (from != null) {
            calls.add(call(".from", from.value(), text));
        }
        calls.add(call(".to", to, text));
        return new CodeBlock.Line(head, calls);
    }

    private static <V> String call(String method, @Nullable V value, Function<V, String> text) {
        return value == null ? method + "None()" : method + "(" + text.apply(value) + ")";
    }

    private static String to(String name) {
        return ".to(" + quoted(name) + ")";
    }

    private static List<String> nullable(List<String> columns) {
        return columns.isEmpty() ? List.of() : List.of(".wasNullable(" + quoted(columns) + ")");
    }

    private static void addTo(List<String> calls, String method, @Nullable String text) {
        if (text != null) {
            calls.add(method + quoted(text) + ")");
        }
    }
}
