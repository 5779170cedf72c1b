package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.WireProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What goes over the wire, counted: whoever adds a statement to a start or to a revision has to say so here. */
class MigrationRunWireTrafficTest {

    /** Its two statements, its two rows, begin and commit; no setting, and no question. */
    private static final Wire PER_REVISION = new Wire(0, 6, 2);

    /** The same, less the index, which goes with its table. */
    private static final Wire PER_DOWNGRADE = new Wire(0, 5, 2);

    /** The schema is read once for a plan, except for the first plan of a database. */
    private static final Wire INSPECTION = new Wire(0, 8, 8);

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final WireProxy proxy = WireProxy.before(database);

    /** A table with two columns, an index and a foreign key to the table before. */
    private record Step(int number) implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("t" + number, t -> {
                t.column("id", bigint()).notNull();
                t.column("name", varchar(80));
                t.primaryKey("pk_t" + number).on("id");
                t.index("ix_t" + number).on("name");
                if (number > 0) {
                    t.foreignKey("fk_t" + number).on("id").references("t" + (number - 1), "id");
                }
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Test
    void a_start_with_nothing_to_do_is_one_statement() {
        migrator(100).upgrade();
        proxy.take();

        migrator(100).upgrade();

        assertThat(wire()).isEqualTo(new Wire(1, 1, 1));
    }

    @Test
    void an_upgrade_costs_two_round_trips_for_each_revision() {
        Wire first = upgrade(1);
        Wire second = upgrade(2);
        Wire hundredMore = upgrade(102);

        assertThat(first).isEqualTo(new Wire(1, 23, 12));
        assertThat(second).isEqualTo(new Wire(1, 17, 12).plus(1, INSPECTION));
        assertThat(hundredMore).isEqualTo(second.plus(99, PER_REVISION));
    }

    @Test
    void a_downgrade_does_too() {
        migrator(102).upgrade();

        Wire one = downgrade("r100");
        Wire hundred = downgrade("r0");

        assertThat(one).isEqualTo(new Wire(1, 18, 14).plus(1, INSPECTION));
        assertThat(hundred).isEqualTo(one.plus(99, PER_DOWNGRADE));
    }

    @Test
    void an_inspection_costs_the_same_whatever_there_is_to_inspect() throws SQLException {
        migrator(10).upgrade();
        Wire ten = inspection();
        migrator(100).upgrade();
        Wire hundred = inspection();

        assertThat(ten).isEqualTo(new Wire(1, 8, 8));
        assertThat(hundred).isEqualTo(ten);
    }

    private Wire downgrade(String target) {
        proxy.take();
        migrator(102).downgrade(target);
        return wire();
    }

    private Wire upgrade(int revisions) {
        proxy.take();
        migrator(revisions).upgrade();
        return wire();
    }

    private Wire inspection() throws SQLException {
        proxy.take();
        try (Connection connection = proxy.dataSource().getConnection()) {
            DatabaseInspector.read(connection, InspectionScope.of("public"));
        }
        return wire();
    }

    private Migrator migrator(int revisions) {
        List<RevisionDefinition> scripts = IntStream.range(0, revisions)
                .mapToObj(MigrationRunWireTrafficTest::script)
                .toList();
        return Migrator.builder(proxy.dataSource()).scripts(scripts).build();
    }

    private static RevisionDefinition script(int number) {
        List<String> down = number == 0 ? List.of() : List.of("r" + (number - 1));
        RevisionHeader header = new RevisionHeader("r" + number, down, List.of(), List.of(), "table " + number);
        return new RevisionDefinition(header, true, () -> new Step(number));
    }

    private Wire wire() {
        WireProxy.Count count = proxy.take();
        return new Wire(count.connections(), count.statements().size(), count.roundTrips());
    }

    private record Wire(int connections, int statements, int roundTrips) {

        Wire plus(int times, Wire more) {
            return new Wire(
                    connections + times * more.connections,
                    statements + times * more.statements,
                    roundTrips + times * more.roundTrips);
        }
    }
}
