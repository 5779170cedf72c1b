package com.levymaster.migrate.render;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.testing.Compiled;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** At least one example of every operation, with every word at least once. */
final class Samples {

    /** Lambdas have no source; and that there is nothing to do is a remark. */
    private static final Set<Class<?>> UNWRITABLE = Set.of(RunJava.class, NoOp.class, SafeStage.class);

    private Samples() {}

    static boolean canBeWritten(Class<?> operation) {
        return !UNWRITABLE.contains(operation);
    }

    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        all.addAll(Compiled.said(Samples::tables));
        all.addAll(Compiled.said(Samples::columns));
        all.addAll(Compiled.said(Samples::constraints));
        all.addAll(Compiled.said(Samples::indexes));
        all.addAll(Compiled.said(Samples::sequencesAndTypes));
        all.addAll(Compiled.said(Samples::namespaces));
        all.addAll(Compiled.said(Samples::definitions));
        all.addAll(Compiled.said(Samples::rowsAndFlow));
        return all;
    }

    private static void definitions(Operations op) {
        op.functions().create("levy(a numeric default 1)", "returns numeric language sql as $$ select \"a\" $$");
        op.inSchema("audit").functions().replace("f()").from("returns int").to("returns bigint");
        op.functions().replace("f()").to("returns bigint");
        op.functions().drop("f()").was("returns int");
        op.procedures().drop("p(x int)");
        op.statistics().create("st", "(ndistinct) on a, b from t");
        op.publications().create("p", "for all tables");
        op.inSchema("audit").rangeTypes().create("period", "(subtype = date)");
        op.inSchema("audit").alterTable("t", t -> {
            t.triggers().replace("tr").from("before update on t").to("before insert on t");
            t.policies().drop("own").was("using (true)");
            t.enableRowSecurity();
            t.disableRowSecurity();
            t.forceRowSecurity();
            t.unforceRowSecurity();
        });
        op.changeIndexParameter("ix", "fillfactor").from("70").toNone();
        op.inSchema("audit")
                .views()
                .changeOption("v", "security_invoker")
                .fromNone()
                .to("true");
        op.views().changeMaterializedOption("v", "fillfactor").to("80");
        op.grantByDefault("select", "insert").onTables().role("reporting");
        op.inSchema("audit").revokeByDefault("usage").onTypes().role("public");
    }

    private static void tables(Operations op) {
        op.createTable("county", t -> {
            t.column("id", Types.bigint()).identity();
            t.column("n", Types.integer())
                    .identityAlways()
                    .identityOptions(s -> s.startWith(5_000_000_000L).cycle());
            t.column("name", Types.varchar(120))
                    .notNull()
                    .collation("C")
                    .comment("it's \"it\"")
                    .statistics(50);
            t.column("rate", Types.numeric(10, 4))
                    .defaultValue(new BigDecimal("1.50"))
                    .storage("main")
                    .compression("pglz");
            t.column("at", Types.timestampWithTimeZone(3)).defaultSql("now()");
            t.column("tags", Types.array(Types.text())).defaultValue(List.of("a", "b"));
            t.column("sum", Types.doublePrecision()).generatedStored("id + 1");
            t.column("sum2", Types.bool()).generatedVirtual("id > 1");
            t.column("place", Types.nativeType("geometry(Point,4326)"));
            t.column("kind", Types.userType(ObjectName.of("other", "Kind")));
            t.column("Odd", Types.userType(ObjectName.of("Odd Type")));
            t.column("sec", Types.nativeType("interval second(6)"));
            t.column("num", Types.numeric()).defaultValue(2.5);
            t.primaryKey("pk_county").on("id").include("name");
            t.unique("uq").on("name", "rate").nullsNotDistinct().deferrable();
            t.check("ck2").that("rate > 1").notEnforced();
            t.unique("uq2").on("n", "at").withoutOverlaps();
            t.check("ck").that("rate > 0").noInherit().notValid().comment("c");
            t.foreignKey("fk")
                    .on("id")
                    .references("county", "id")
                    .onDelete(Action.SET_NULL, "id")
                    .matchFull();
            t.exclusion("ex").using("spgist").with("name", "=").where("true").initiallyDeferred();
            t.index("ix")
                    .on("id", "name")
                    .on("rate")
                    .desc()
                    .nullsLast()
                    .onExpression("lower(name)")
                    .collation("C");
            t.unlogged().tablespace("fast").inherits("parent").with("fillfactor", "70");
            t.comment("A county");
        });
        op.createTable("payment", t -> {
            t.column("id", Types.bigint());
            t.partitionBy("RANGE (id)");
        });
        op.inSchema("audit").createTable("event", t -> {
            t.column("id", Types.bigint());
            t.foreignKey("fk")
                    .on("id")
                    .references(ObjectName.of("county"), "id")
                    .onUpdate(Action.CASCADE)
                    .notValid();
        });
        op.dropTable("a").cascade();
        op.dropTable("b").was(t -> t.column("id", Types.bigint()));
        op.renameTable("c").to("d");
        op.moveTable("d").toSchema("audit");
        op.inSchema("audit").moveTable("d").toDefaultSchema();
        op.alterTable("d", t -> {
            t.changeStorageParameter("fillfactor").fromNone().to("70");
            t.changeStorageParameter("toast.autovacuum_enabled").toNone();
            t.setUnlogged();
            t.setLogged();
            t.changeTablespace().from("fast").toNone();
        });
    }

    private static void columns(Operations op) {
        op.alterTable("t", t -> {
            t.addColumn("a", Types.varchar()).notNull().defaultValue("x");
            t.dropColumn("b").cascade().was(Types.date()).notNull();
            t.dropColumn("b2");
            t.renameColumn("a").to("c");
            t.changeType("c")
                    .from(Types.text(), "C")
                    .to(Types.varchar(5), "de_DE")
                    .using("c")
                    .reversedUsing("c::text");
            t.setNotNull("c");
            t.dropNotNull("c");
            t.setNotNull("c", "nn c");
            t.dropNotNull("c", "nn_c");
            t.changeDefault("c").fromNone().to(5);
            t.changeDefault("c").from(true).toSql("now()");
            t.changeDefault("c").fromSql("now()").toNone();
            t.changeDefault("c").to("x");
            t.changeIdentity("c").fromNone().to(Identity.alwaysGenerated());
            t.changeIdentity("c")
                    .from(Identity.byDefault()
                            .withOptions(SequenceOptions.DEFAULT.withStart(3).withMaxValue(9L)))
                    .toNone();
            t.changeGenerated("c").from(GenerationExpression.stored("a")).to(GenerationExpression.stored("b"));
            t.changeGenerated("c").to(GenerationExpression.virtual("b"));
            t.changeStatistics("c").fromNone().to(10);
            t.changeStorage("c").from("main").toNone();
            t.changeCompression("c").fromNone().to("lz4");
            t.convertColumn("c")
                    .from(Types.integer())
                    .to(Types.text())
                    .using("c")
                    .reversedUsing("c");
        });
    }

    private static void constraints(Operations op) {
        op.inSchema("s").alterTable("t", t -> {
            t.addPrimaryKey("pk").on("id").usingIndex("ix").wasNullable("id");
            t.addUnique("uq").on("a", "b").include("c").nullsNotDistinct().usingIndex("i");
            t.addPrimaryKey("pk2").on("a", "b").withoutOverlaps();
            t.addForeignKey("fk2")
                    .on("a", "b")
                    .references("o", "a", "b")
                    .notEnforced()
                    .period();
            t.addCheck("ck").that("a > 'x'").noInherit();
            t.addForeignKey("fk")
                    .on("a")
                    .references("b", "id")
                    .onDelete(Action.CASCADE)
                    .initiallyDeferred();
            t.addExclusion("ex").with("a", "&&");
            t.dropPrimaryKey("pk").was(p -> p.on("id"));
            t.dropPrimaryKey("pk").was(p -> p.on("id").usingIndex("ix").wasNullable("id"));
            t.dropUnique("uq").was(u -> u.on("a", "b")).cascade();
            t.dropCheck("ck").was(c -> c.that("a > 0"));
            t.dropForeignKey("fk").was(f -> f.on("a").references("b", "id"));
            t.dropExclusion("ex").was(e -> e.with("a", "&&"));
            t.dropCheck("ck2");
            t.renameConstraint("a").to("b");
            t.validateConstraint("ck");
            t.changeComment().fromNone().to("x");
            t.changeColumnComment("c").from("x").toNone();
            t.changeConstraintComment("ck").fromNone().to("y");
            t.changeIndexComment("ix").to("z");
        });
    }

    private static void indexes(Operations op) {
        op.alterTable("t", t -> {
            t.addIndex("ix")
                    .on("a")
                    .operatorClass("text_pattern_ops")
                    .using("gist")
                    .include("b")
                    .where("a > 0");
            t.addIndex("ux")
                    .on("a")
                    .unique()
                    .nullsNotDistinct()
                    .with("fillfactor", "70")
                    .tablespace("x");
            t.addIndex("cx").on("b").comment("c").concurrently();
            t.addIndex("ox").on("b").only();
            t.dropIndex("oy").was(i -> i.on("b").only());
            t.dropIndex("ix").was(i -> i.onExpression("lower(a)").nullsFirst()).concurrently();
            t.dropIndex("ix2");
            t.renameIndex("a").to("b");
        });
    }

    private static void sequencesAndTypes(Operations op) {
        op.sequences().create("s1");
        op.sequences()
                .create(
                        "s2",
                        s -> s.ofType(Types.integer())
                                .incrementBy(50)
                                .minValue(1)
                                .maxValue(9)
                                .cache(20));
        op.sequences().create("s3", s -> s.ofType(Types.smallint()));
        op.sequences().drop("s1");
        op.sequences().drop("s1", s -> {});
        op.inSchema("x").sequences().drop("s2", s -> s.incrementBy(50));
        op.sequences().alter("s1", s -> s.incrementBy(1), s -> s.incrementBy(50).cycle());
        op.sequences().alter("s1", s -> s.ofType(Types.integer()), s -> s.cache(5));
        op.sequences().rename("s1").to("s9");
        op.sequences().changeOwner("s1").fromNone().to("t", "c");
        op.sequences().changeComment("s1").fromNone().to("c");
        op.types().createEnum("mood", "sad", "it's \"ok\"");
        op.types().dropEnum("mood", "sad", "ok");
        op.types().dropEnum("mood");
        op.types().addEnumValue("mood", "glad");
        op.types().addEnumValueBefore("mood", "calm", "glad");
        op.types().removeEnumValue("mood", "calm").wasBefore("glad").replacedBy("ok");
        op.types().renameEnumValue("mood", "glad").to("happy");
        op.inSchema("x").types().rename("mood").to("feeling");
        op.types().createDomain("d", Types.text());
        op.types()
                .createDomain(
                        "d", Types.integer(), d -> d.notNull().defaultValue(1).check("c", "value > 0"));
        op.types().dropDomain("d");
        op.types().dropDomain("d").was(Types.text(), d -> {});
        op.types()
                .alterDomain("d", Types.text())
                .from(d -> {})
                .to(d -> d.defaultSql("now()").comment("x"));
        op.types().createComposite("address", c -> {
            c.attribute("street", Types.text()).collation("C").comment("and number");
            c.attribute("mood", Types.enumType("mood"));
            c.comment("where");
        });
        op.inSchema("x").types().dropComposite("address").was(c -> c.attribute("a", Types.text()));
        op.types().dropComposite("address");
        op.types().addAttribute("address", "zip", Types.varchar(10)).collation("C");
        op.types().dropAttribute("address", "zip").was(Types.varchar(10)).comment("x");
        op.types().dropAttribute("address", "zip");
        op.types().renameAttribute("address", "zip").to("code");
        op.types().changeAttributeType("address", "zip").to(Types.text());
        op.types().changeAttributeType("address", "zip").from(Types.text(), "C").to(Types.varchar(5), "de_DE");
        op.types().changeCompositeComment("address").fromNone().to("x");
        op.types().changeAttributeComment("address", "zip").from("x").toNone();
        op.types().changeEnumComment("mood").fromNone().to("x");
        op.types().changeDomainComment("d").from("x").toNone();
    }

    private static void namespaces(Operations op) {
        op.createSchema("audit");
        op.dropSchema("audit").wasEmpty();
        op.dropSchema("audit");
        op.createExtension("citext");
        op.inSchema("x").createExtension("citext");
        op.dropExtension("citext").wasInstalledIn("x");
        op.dropExtension("citext").wasInstalled();
        op.dropExtension("citext");
        op.grant("select", "insert").onTable("t").role("reader");
        op.revoke("usage").onSequence("s").role("reader");
        op.revoke("usage").onSchema("s").role("public");
        op.views().create("v", "select 1");
        op.views().createMaterialized("v", "select \"x\"");
        op.views().drop("v").was("select 1");
        op.views().dropMaterialized("v");
        op.views().replace("v").from("select 1").to("select 2");
        op.views().replace("v").from("select 1").to("select 2").removingColumns();
        op.views().replace("v").to("select 2").changingColumns();
        op.views().rename("v").to("w");
        op.views().renameMaterialized("v").to("w");
        op.views().refresh("v");
        op.views().refreshConcurrently("v");
        op.views().changeComment("v").fromNone().to("x");
        op.views().changeMaterializedComment("v").fromNone().to("x");
    }

    private static void rowsAndFlow(Operations op) {
        op.insert("t")
                .columns("a", "b", "c")
                .row("x", 1, null)
                .row("y", 2L, true)
                .keyedBy("a");
        op.insert("t")
                .columns("a")
                .row((Object) null)
                .row(new BigDecimal("1.20"))
                .row(1.5);
        op.undo(o -> o.insert("t").columns("a").row(1).keyedBy("a"));
        op.insert("t").csv("db/counties.csv").keyedBy("id");
        op.undo(o -> o.insert("t")
                .columns("name", "id")
                .csv("db/counties.csv", f -> f.separator(',').nullText("NULL").encoding(StandardCharsets.US_ASCII))
                .keyedBy("id"));
        op.truncate("a", "b");
        op.truncateCascade("a");
        op.execute("update t set a = 'it''s'\nwhere b").reversedBy("select 1");
        op.execute("select \"x\"");
        op.execute("\n        insert\n          two\n\n    three ");
        op.execute("  one\n    two\n");
        op.execute("\n\n  \n   four\n   ");
        op.autocommit(() -> {
            op.backfill("t").set("a", "b + 1").set("c", "0").where("a is null").keptOnUndo();
            op.inSchema("audit")
                    .backfill("t")
                    .set("a", "a * 2")
                    .where("a > 0")
                    .mayStayTrue()
                    .batchSize(10)
                    .pause(java.time.Duration.ofMillis(50))
                    .reversedBy(b -> b.set("a", "a / 2").where("a > 0").mayStayTrue());
        });
        op.setLocal("lock_timeout", "5s");
        op.autocommit(() -> op.alterTable("t", t -> t.addIndex("ix").on("a").concurrently()));
        op.safely(o -> {
            o.alterTable("t", t -> {
                t.addIndex("ix_safe").on("a");
                t.changeType("a").from(Types.integer()).to(Types.bigint());
            });
            o.dropTable("old").was(t -> t.column("id", Types.bigint()));
        });
        op.savepoint("sp", () -> op.execute("select 1"), () -> op.execute("select 2"));
        op.savepoint("sp", () -> op.execute("select 1"), () -> {});
        op.idempotent(o -> o.createTable("a", t -> t.column("id", Types.bigint())));
        op.idempotent(o -> o.alterTable("a", t -> t.dropColumn("x")));
    }
}
