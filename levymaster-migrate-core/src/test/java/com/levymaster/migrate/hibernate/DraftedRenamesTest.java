package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renames to and from names that are taken: values stay with the field that is renamed. */
class DraftedRenamesTest {

    private static final String FROM = "@com.levymaster.migrate.RenamedFrom(\"%s\") ";

    @AutoClose
    private static final EvolvingDatabase database = new EvolvingDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void a_former_name_may_be_taken_by_a_new_column_or_reference() {
        database.create(
                "@Entity class Thing { @Id Long id; @Column(unique = true) String a; @ManyToOne Thing other; }");
        database.execute("insert into thing (id, a, other_id) values (1, 'hello', 1)");

        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; " + FROM.formatted("a")
                + "@Column(unique = true) String b; @Column(unique = true) Integer a; " + FROM.formatted("other_id")
                + "@ManyToOne Thing boss; @ManyToOne Thing other; }");

        assertThat(database.rows("select b || boss_id || coalesce(a, 0) || coalesce(other_id, 0) from thing"))
                .containsExactly("hello100");
        database.run(comparison.downgrade());
        assertThat(database.rows("select a || other_id from thing")).containsExactly("hello1");
    }

    @Test
    void columns_move_up_in_a_row_of_names() {
        database.create("@Entity class Thing { @Id Long id; String c1; String c2; }");
        database.execute("insert into thing values (1, 'one', 'two')");

        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; " + FROM.formatted("c1")
                + "String c2; " + FROM.formatted("c2") + "String c3; }");

        assertThat(database.rows("select c2 || c3 from thing")).containsExactly("onetwo");
        database.run(comparison.downgrade());
        assertThat(database.rows("select c1 || c2 from thing")).containsExactly("onetwo");
    }

    @Test
    void a_former_name_may_be_taken_by_a_new_table_with_all_that_is_named_after_it() {
        String attributes =
                "@Id @GeneratedValue Long id; @Column(unique = true) String a; @ElementCollection Set<String> tags;";
        database.create("@Entity class Thing { " + attributes
                + " } @Entity class Part { @Id Long id; @ManyToOne Thing thing; }");
        database.execute(
                "insert into thing (id, a) values (1, 'a')",
                "insert into thing_tags (thing_id, tags) values (1, 't')",
                "insert into part values (1, 1)");

        Comparison comparison = database.evolve("@Entity " + FROM.formatted("thing") + "class Old { " + attributes
                + " } @Entity class Thing { " + attributes
                + " } @Entity class Part { @Id Long id; @ManyToOne Old old; @ManyToOne Thing thing; }");

        assertThat(database.rows("select a || tags || part.id from old join old_tags on old_id = old.id"
                        + " join part on part.old_id = old.id where thing_id is null"))
                .containsExactly("at1");
        assertThat(database.rows("select tags from thing_tags")).isEmpty();
        database.run(comparison.downgrade());
        assertThat(database.rows(
                        "select tags || part.id from thing_tags join part on part.thing_id = thing_tags.thing_id"))
                .containsExactly("t1");
    }

    @Test
    void an_exchange_of_names_is_refused_unless_it_is_stated_for_this_run() {
        String model = "@Entity class Thing { @Id Long id; %s@Column(name = \"%s\", unique = true) String first;"
                + " %s@Column(name = \"%s\") String second; }";
        database.create(model.formatted("", "a", "", "b"));
        database.execute("insert into thing (id, a, b) values (1, 'x', 'y')");
        DesiredModel annotated = database.model(model.formatted(FROM.formatted("a"), "b", FROM.formatted("b"), "a"));

        assertThatThrownBy(() -> database.compare(annotated, EvolvingDatabase.KEEPING))
                .hasMessageContaining("Names are exchanged")
                .hasMessageContaining("@RenamedFrom(\"a\") on Thing.first (column thing.b)");

        ObjectName thing = ObjectName.of("thing");
        Comparison comparison = database.compare(
                annotated,
                EvolvingDatabase.KEEPING.withRenames(List.of(
                        RenameHint.column(thing, "b", "a", "--rename thing.a=b"),
                        RenameHint.column(thing, "a", "b", "--rename thing.b=a"))));
        database.run(comparison.upgrade());
        assertThat(database.rows("select a || b from thing")).containsExactly("yx");
        database.run(comparison.downgrade());
        assertThat(database.rows("select a || b from thing")).containsExactly("xy");
    }
}
