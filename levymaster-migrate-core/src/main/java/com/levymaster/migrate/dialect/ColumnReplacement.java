package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.ReplacedColumn;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compiles the parts by which a new column takes the place of one of another type. What belongs to the new column is read from
 * the schema at each part, so that a part that was interrupted only does what is left.
 */
final class ColumnReplacement {

    private static final String SETTING = Literals.quoted("levymaster_migrate.sequence");

    /** Where a counter stands, also if it was restarted and not used since; who may use it, and its comment. */
    private static final String REMEMBERED = """
            declare
              counter constant pg_catalog.regclass := %1$s;
              state pg_catalog.text;
            begin
              execute pg_catalog.format('select pg_catalog.jsonb_build_object(''value'', s.last_value, ''called'', s.is_called,
                ''acl'', c.relacl::pg_catalog.text, ''comment'', pg_catalog.obj_description(c.oid, ''pg_class''))
                from %%s s, pg_catalog.pg_class c where c.oid operator(pg_catalog.=) $1', counter) into state using counter;
              perform pg_catalog.set_config(%2$s, state, true);
            end""";

    private static final String RESTORED = """
            declare
              counter constant pg_catalog.regclass := %1$s;
              state constant pg_catalog.jsonb := pg_catalog.current_setting(%2$s)::pg_catalog.jsonb;
              granted record;
            begin
              perform pg_catalog.setval(counter, (state operator(pg_catalog.->>) 'value')::pg_catalog.int8,
                (state operator(pg_catalog.->>) 'called')::pg_catalog.bool);
              execute pg_catalog.format('comment on sequence %%s is %%L', counter, state operator(pg_catalog.->>) 'comment');
              for granted in
                select a.privilege_type, a.is_grantable,
                  case a.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end as grantee
                from pg_catalog.aclexplode((state operator(pg_catalog.->>) 'acl')::pg_catalog.aclitem[]) a
              loop
                execute pg_catalog.format('grant %%s on sequence %%s to %%s%%s', granted.privilege_type, counter, granted.grantee,
                  case when granted.is_grantable then ' with grant option' end);
              end loop;
            end""";

    private final ServerVersion server;
    private final ReplacedColumn column;
    private final DatabaseSchema live;
    private final Table table;
    private final Column old;
    private final ReplacedParts parts;

    ColumnReplacement(ServerVersion server, SafeStage stage, DatabaseSchema before) {
        this.server = server;
        this.column = ReplacedColumn.of(stage.change());
        this.live = before;
        this.parts = ReplacedParts.of(column, before);
        this.table = parts.before();
        this.old = parts.column();
    }

    List<SqlStatement> prepare() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(ReplacementTrigger.refusal(column));
        statements.addAll(compiled(new AddColumn(column.table(), column.added(old))));
        statements.addAll(ReplacementTrigger.created(column));
        return statements;
    }

    List<SqlStatement> abandon() {
        List<SqlStatement> statements = new ArrayList<>(ReplacementTrigger.droppedIfPresent(column));
        statements.addAll(compiled(new DropColumn(column.table(), column.temporary(), null, true)));
        return statements;
    }

    /** An index that an interrupted build has left invalid is built again. */
    List<SqlStatement> indexes() {
        List<SqlStatement> statements = new ArrayList<>();
        Table now = live.catalog().table(column.table()).orElse(table);
        for (Index index : parts.allIndexes()) {
            Index found = now.indexes().get(index.name());
            if (found != null && !found.valid()) {
                statements.addAll(compiled(new DropIndex(column.table(), index.name(), null, true)));
            }
            if (found == null || !found.valid()) {
                statements.addAll(compiled(new CreateIndex(column.table(), index, true)));
            }
        }
        return statements;
    }

    List<SqlStatement> constraints() {
        return parts.unchecked().stream().flatMap(add -> compiled(add).stream()).toList();
    }

    List<SqlStatement> validate() {
        return parts.toValidate().stream()
                .flatMap(add -> compiled(
                        new ValidateConstraint(add.table(), add.constraint().name()))
                        .stream())
                .toList();
    }

    /** Takes all locks first, so that nobody waits behind some of them for the others. */
    List<SqlStatement> swap() {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of("lock table "
                + String.join(", ", tables().stream().map(Identifiers::quote).toList()) + " in access exclusive mode"));
        statements.addAll(ReplacementTrigger.dropped(column));
        if (old.identity() != null) {
            statements.add(ExistenceClauses.anonymous(REMEMBERED.formatted(sequence(), SETTING)));
        }
        List<Operation> steps = new ArrayList<>(freed());
        steps.add(new DropColumn(column.table(), column.name(), null, false));
        steps.add(new RenameColumn(column.table(), column.temporary(), column.name()));
        steps.addAll(properties());
        steps.addAll(renamed());
        steps.forEach(step -> statements.addAll(compiled(step)));
        if (old.identity() != null) {
            statements.add(ExistenceClauses.anonymous(RESTORED.formatted(sequence(), SETTING)));
        }
        statements.addAll(comments());
        return statements;
    }

    private String sequence() {
        return "pg_catalog.pg_get_serial_sequence(" + Literals.quoted(quote(column.table())) + ", "
                + Literals.quoted(column.name()) + ")::pg_catalog.regclass";
    }

    private Set<ObjectName> tables() {
        Set<ObjectName> names = new TreeSet<>();
        names.add(column.table());
        parts.foreignKeys().forEach(key -> names.add(key.table()));
        parts.constraints().stream()
                .filter(ForeignKey.class::isInstance)
                .forEach(key -> names.add(((ForeignKey) key).referencedTable()));
        if (names.contains(live.resolve(column.table()))) {
            names.remove(live.resolve(column.table()));
            names.add(column.table());
        }
        return names;
    }

    /** What would keep the old column, or be dropped with it. */
    private List<Operation> freed() {
        List<Operation> steps = new ArrayList<>();
        parts.foreignKeys()
                .forEach(key -> steps.add(
                        new DropConstraint(key.table(), key.constraint().name(), null, null, false)));
        // a foreign key of the table to itself needs its key
        parts.constraints().stream()
                .sorted(Comparator.comparing(ReplacedParts::isKey))
                .forEach(c -> steps.add(new DropConstraint(column.table(), c.name(), null, null, false)));
        if (old.defaultValue() != null) {
            steps.add(new ChangeDefault(column.table(), column.name(), null, null));
        }
        for (Sequence owned : parts.sequences()) {
            steps.add(new ChangeSequenceOwner(
                    owned.name(), null, new Sequence.Owner(column.table(), column.temporary())));
        }
        return steps;
    }

    private List<Operation> properties() {
        List<Operation> steps = new ArrayList<>();
        if (!old.nullable()) {
            steps.add(new ChangeNullability(column.table(), column.name(), false, old.notNullName()));
            steps.add(new DropConstraint(column.table(), column.notNullCheck(), null, null, false));
        }
        if (old.defaultValue() != null) {
            steps.add(new ChangeDefault(column.table(), column.name(), null, old.defaultValue()));
        }
        if (old.identity() != null) {
            steps.add(new ChangeIdentity(column.table(), column.name(), Previous.of(null), old.identity()));
        }
        return steps;
    }

    private List<Operation> renamed() {
        Stream<Operation> indexes = parts.indexes().stream()
                .map(i -> new RenameIndex(column.table(), ReplacedColumn.temporary(i.name()), i.name()));
        Stream<Operation> constraints = parts.constraints().stream().map(c -> restored(column.table(), c));
        Stream<Operation> keys = parts.foreignKeys().stream().map(k -> restored(k.table(), k.constraint()));
        return Stream.of(indexes, constraints, keys).flatMap(s -> s).toList();
    }

    private static Operation restored(ObjectName on, Constraint constraint) {
        String temporary = ReplacedColumn.temporary(constraint.name());
        return ReplacedParts.isKey(constraint)
                ? new AddConstraint(on, constraint.withComment(null), temporary)
                : new RenameConstraint(on, temporary, constraint.name());
    }

    private List<SqlStatement> comments() {
        List<SqlStatement> statements = new ArrayList<>();
        parts.indexes().stream()
                .filter(i -> i.comment() != null)
                .forEach(i -> statements.add(CommentStatements.onIndex(column.table(), i.name(), i.comment())));
        parts.constraints().stream()
                .filter(c -> c.comment() != null)
                .forEach(c -> statements.add(CommentStatements.onConstraint(column.table(), c.name(), c.comment())));
        parts.foreignKeys().stream()
                .filter(k -> k.constraint().comment() != null)
                .forEach(k -> statements.add(CommentStatements.onConstraint(
                        k.table(), k.constraint().name(), k.constraint().comment())));
        return statements;
    }

    private List<SqlStatement> compiled(Operation operation) {
        return operation.accept(new OperationCompiler(server, () -> live));
    }
}
