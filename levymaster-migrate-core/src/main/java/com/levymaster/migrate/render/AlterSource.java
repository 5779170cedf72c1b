package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;

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
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.NamespaceOperation.ChangeComment;
import com.levymaster.migrate.operation.SettingOperation;
import com.levymaster.migrate.operation.SettingOperation.ChangeLogging;
import com.levymaster.migrate.operation.SettingOperation.ChangeStatistics;
import com.levymaster.migrate.operation.SettingOperation.ChangeStorage;
import com.levymaster.migrate.operation.SettingOperation.ChangeStorageParameter;
import com.levymaster.migrate.operation.SettingOperation.ChangeTablespace;
import com.levymaster.migrate.operation.Was;
import com.levymaster.migrate.schema.DefaultValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sentences within {@code alterTable}. */
final class AlterSource
        implements ColumnOperation.Visitor<Code>,
                ConstraintOperation.Visitor<Code>,
                IndexOperation.Visitor<Code>,
                SettingOperation.Visitor<Code> {

    private final TypeSource types;
    private final ColumnSource columns;
    private final KeySource keys;
    private final OptionSource options;

    AlterSource(Imports imports, TypeSource types, ColumnSource columns, KeySource keys) {
        this.types = types;
        this.columns = columns;
        this.keys = keys;
        this.options = new OptionSource(imports);
    }

    @Override
    public Code addColumn(AddColumn o) {
        return new Code.Line("t.addColumn(" + columns.nameAndType(o.column()) + ")", columns.words(o.column()));
    }

    @Override
    public Code dropColumn(DropColumn o) {
        List<String> words = new ArrayList<>(o.cascade() ? List.of(".cascade()") : List.of());
        if (o.was() != null) {
            words.add(".was(" + types.of(o.was().type()) + ")");
            words.addAll(columns.words(o.was()));
        }
        return new Code.Line("t.dropColumn(" + quoted(o.name()) + ")", words);
    }

    @Override
    public Code renameColumn(RenameColumn o) {
        return Code.Line.of("t.renameColumn(" + quoted(o.from()) + ")", to(o.to()));
    }

    @Override
    public Code changeType(ChangeType o) {
        List<String> words = new ArrayList<>();
        if (o.from() != null) {
            words.add(".from(" + shape(o.from()) + ")");
        }
        words.add(".to(" + shape(o.to()) + ")");
        addTo(words, ".using(", o.using());
        addTo(words, ".reversedUsing(", o.reverseUsing());
        return new Code.Line("t.changeType(" + quoted(o.column()) + ")", words);
    }

    private String shape(ChangeType.Shape shape) {
        return types.of(shape.type()) + (shape.collation() == null ? "" : ", " + quoted(shape.collation()));
    }

    @Override
    public Code changeNullability(ChangeNullability o) {
        return Code.Line.of((o.nullable() ? "t.dropNotNull(" : "t.setNotNull(") + quoted(o.column()) + ")");
    }

    @Override
    public Code changeDefault(ChangeDefault o) {
        List<String> words = new ArrayList<>();
        if (o.from() != null) {
            words.add(defaultWord(".from", o.from().value()));
        }
        words.add(defaultWord(".to", o.to()));
        return new Code.Line("t.changeDefault(" + quoted(o.column()) + ")", words);
    }

    private String defaultWord(String word, @Nullable DefaultValue value) {
        if (value == null) {
            return word + "None()";
        }
        return word + (value instanceof DefaultValue.Expression ? "Sql(" : "(") + columns.value(value) + ")";
    }

    @Override
    public Code changeIdentity(ChangeIdentity o) {
        return change("t.changeIdentity(" + quoted(o.column()) + ")", o.from(), o.to(), options::identity);
    }

    @Override
    public Code changeGenerated(ChangeGenerated o) {
        return change("t.changeGenerated(" + quoted(o.column()) + ")", o.from(), o.to(), options::generated);
    }

    @Override
    public Code changeStorageParameter(ChangeStorageParameter o) {
        String head = "t.changeStorageParameter(" + quoted(o.parameter()) + ")";
        return change(head, o.from(), o.to(), JavaText::quoted);
    }

    @Override
    public Code changeLogging(ChangeLogging o) {
        return Code.Line.of(o.unlogged() ? "t.setUnlogged()" : "t.setLogged()");
    }

    @Override
    public Code changeTablespace(ChangeTablespace o) {
        return change("t.changeTablespace()", o.from(), o.to(), JavaText::quoted);
    }

    @Override
    public Code changeStatistics(ChangeStatistics o) {
        return change("t.changeStatistics(" + quoted(o.column()) + ")", o.from(), o.to(), String::valueOf);
    }

    @Override
    public Code changeStorage(ChangeStorage o) {
        return change("t.changeStorage(" + quoted(o.column()) + ")", o.from(), o.to(), JavaText::quoted);
    }

    @Override
    public Code convertColumn(ConvertColumn o) {
        List<String> words = new ArrayList<>();
        words.add(".from(" + types.of(o.from()) + ")");
        words.add(".to(" + types.of(o.to()) + ")");
        addTo(words, ".using(", o.using());
        addTo(words, ".reversedUsing(", o.reverseUsing());
        return new Code.Line("t.convertColumn(" + quoted(o.column()) + ")", words);
    }

    @Override
    public Code addConstraint(AddConstraint o) {
        List<String> words = new ArrayList<>(keys.words(o.constraint()));
        addTo(words, ".usingIndex(", o.usingIndex());
        words.addAll(nullable(o.wasNullable()));
        String name = quoted(o.constraint().name());
        return new Code.Line("t.add" + KeySource.kind(o.constraint()) + "(" + name + ")", words);
    }

    /** Without its past, any kind of constraint is dropped by the same statement: the kind of the word is free. */
    @Override
    public Code dropConstraint(DropConstraint o) {
        List<String> words = new ArrayList<>();
        String kind = "Check";
        if (o.was() != null) {
            kind = KeySource.kind(o.was());
            List<String> was = new ArrayList<>(keys.words(o.was()));
            addTo(was, ".usingIndex(", o.wasUsingIndex());
            was.addAll(nullable(o.nullable()));
            String it = kind.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
            words.add(".was(" + it + " -> " + it + String.join("", was) + ")");
        }
        words.addAll(o.cascade() ? List.of(".cascade()") : List.of());
        return new Code.Line("t.drop" + kind + "(" + quoted(o.name()) + ")", words);
    }

    @Override
    public Code renameConstraint(RenameConstraint o) {
        return Code.Line.of("t.renameConstraint(" + quoted(o.from()) + ")", to(o.to()));
    }

    @Override
    public Code validateConstraint(ValidateConstraint o) {
        return Code.Line.of("t.validateConstraint(" + quoted(o.name()) + ")");
    }

    @Override
    public Code createIndex(CreateIndex o) {
        return new Code.Line("t.addIndex(" + quoted(o.index().name()) + ")", keys.words(o.index(), o.concurrently()));
    }

    @Override
    public Code dropIndex(DropIndex o) {
        List<String> words = new ArrayList<>();
        if (o.was() != null) {
            words.add(".was(i -> i" + String.join("", keys.words(o.was(), false)) + ")");
        }
        words.addAll(o.concurrently() ? List.of(".concurrently()") : List.of());
        return new Code.Line("t.dropIndex(" + quoted(o.name()) + ")", words);
    }

    @Override
    public Code renameIndex(RenameIndex o) {
        return Code.Line.of("t.renameIndex(" + quoted(o.from()) + ")", to(o.to()));
    }

    Code comment(ChangeComment o) {
        String part = o.on().part() == null ? "" : quoted(o.on().part());
        String word = switch (o.on().kind()) {
            case COLUMN -> "t.changeColumnComment(" + part + ")";
            case CONSTRAINT -> "t.changeConstraintComment(" + part + ")";
            case INDEX -> "t.changeIndexComment(" + part + ")";
            default -> "t.changeComment()";
        };
        return change(word, o.from(), o.to(), JavaText::quoted);
    }

    static <V> Code change(String head, @Nullable Was<V> from, @Nullable V to, Function<V, String> text) {
        List<String> words = new ArrayList<>();
        if (from != null) {
            words.add(word(".from", from.value(), text));
        }
        words.add(word(".to", to, text));
        return new Code.Line(head, words);
    }

    private static <V> String word(String word, @Nullable V value, Function<V, String> text) {
        return value == null ? word + "None()" : word + "(" + text.apply(value) + ")";
    }

    private static String to(String name) {
        return ".to(" + quoted(name) + ")";
    }

    private static List<String> nullable(List<String> columns) {
        return columns.isEmpty() ? List.of() : List.of(".wasNullable(" + quoted(columns) + ")");
    }

    private static void addTo(List<String> words, String word, @Nullable String text) {
        if (text != null) {
            words.add(word + quoted(text) + ")");
        }
    }
}
