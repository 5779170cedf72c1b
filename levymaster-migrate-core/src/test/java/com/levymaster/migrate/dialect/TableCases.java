package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.jsonb;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.timestampWithTimeZone;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.schema.ForeignKey.Action;
import java.util.List;

/** Tables. */
final class TableCases {

    static final List<OperationCase> ALL = List.of(
            OperationCase.of("Create a table", op -> {
                op.createTable("levy_rate", t -> {
                    t.column("id", bigint()).identity();
                    t.column("district_id", bigint()).notNull();
                    t.column("year", integer()).notNull();
                    t.column("rate", numeric(10, 4)).notNull().defaultValue(0);
                    t.column("is_final", bool()).notNull().defaultValue(false);
                    t.column("note", text()).comment("shown to the public");
                    t.column("created_at", timestampWithTimeZone()).notNull().defaultSql("now()");
                    t.primaryKey("pk_levy_rate").on("id");
                    t.unique("uq_levy_rate_district_id_year").on("district_id", "year");
                    t.check("ck_levy_rate_rate").that("rate >= 0");
                    t.foreignKey("fk_levy_rate_district_id_tax_district")
                            .on("district_id")
                            .references("tax_district", "id")
                            .onDelete(Action.CASCADE);
                    t.index("ix_levy_rate_year").on("year").desc();
                    t.comment("What a district levies in a year");
                });
            }),
            OperationCase.of("Create a table with every kind of column", op -> {
                op.createTable("parcel", t -> {
                    t.column("id", bigint())
                            .identityAlways()
                            .identityOptions(
                                    s -> s.startWith(1000).incrementBy(10).cache(20));
                    t.column("code", varchar(20)).notNull().collation("C");
                    t.column("tags", array(text())).defaultValue(List.of("new", "it's"));
                    t.column("facts", jsonb()).defaultValue("{\"acres\": 0}").storage("external");
                    t.column("status", enumType("district_status")).defaultValue("DRAFT");
                    t.column("land", numeric(12, 2)).statistics(500);
                    t.column("building", numeric(12, 2));
                    t.column("total", numeric(12, 2)).generatedStored("land + building");
                    t.column("half", numeric(12, 2)).generatedVirtual("land / 2");
                    t.column("seen", date()).defaultSql("current_date - 1");
                    t.primaryKey("pk_parcel").on("id").include("code");
                    t.unique("uq_parcel_code").on("code").nullsNotDistinct().initiallyDeferred();
                    t.check("ck_parcel_land").that("land > 0").notValid();
                });
            }),
            OperationCase.of("Create a table with names that need quotes", op -> {
                op.createTable("order", t -> {
                    t.column("Id", bigint()).notNull();
                    t.column("user", varchar(60));
                    t.column("say \"hi\"", integer());
                    t.primaryKey("PK order").on("Id");
                    t.index("ix \"hi\"").on("say \"hi\"");
                });
            }),
            OperationCase.of("Create a table in another schema", op -> {
                op.inSchema("audit").createTable("event", t -> {
                    t.column("id", bigint()).identity();
                    t.column("what", text()).notNull();
                    t.primaryKey("pk_event").on("id");
                    t.index("ix_event_what").on("what");
                });
            }),
            OperationCase.of("Create an unlogged table with storage parameters", op -> {
                op.createTable("import_row", t -> {
                    t.column("line", integer());
                    t.unlogged();
                    t.with("fillfactor", "70");
                    t.with("autovacuum_enabled", "false");
                });
            }),
            OperationCase.of("Create a partitioned table", op -> {
                op.createTable("payment", t -> {
                    t.column("id", bigint()).notNull();
                    t.column("paid_on", date()).notNull();
                    t.primaryKey("pk_payment").on("id", "paid_on");
                    t.partitionBy("range (paid_on)");
                });
            }),
            OperationCase.of("Create a partition", """
                    create table payment (id bigint not null, paid_on date not null default now(), amount int,
                      constraint pk_payment primary key (id, paid_on)) partition by range (paid_on)""", op -> {
                op.createTable("payment_2026", t -> {
                    t.partitionOf("payment", "for values from ('2026-01-01') to ('2027-01-01')");
                    t.check("ck_payment_2026").that("amount > 0");
                });
            }),
            OperationCase.of(
                    "Create a table that inherits", "create table base_district (name varchar(120) not null)", op -> {
                        op.createTable("school_district", t -> {
                            t.column("name", varchar(120)).notNull();
                            t.column("pupils", integer());
                            t.inherits("base_district");
                        });
                    }),
            OperationCase.of("Create a table unless it is there", op -> {
                op.table("import_log").ifNotExists(t -> {
                    t.column("id", bigint()).identity();
                    t.primaryKey("pk_import_log").on("id");
                });
            }),
            OperationCase.of("Drop a table", "create table old_rate (id bigint not null, rate numeric(10,4))", op -> {
                op.dropTable("old_rate").was(t -> {
                    t.column("id", bigint()).notNull();
                    t.column("rate", numeric(10, 4));
                });
            }),
            OperationCase.of("Drop a table with what depends on it", op -> {
                op.dropTable("county").cascade();
            }),
            OperationCase.of("Drop a table if it is there", op -> {
                op.table("import_log").ifExists().drop();
            }),
            OperationCase.of("Rename a table", op -> {
                op.renameTable("county").to("region");
            }),
            OperationCase.of("Move a table to another schema", op -> {
                op.moveTable("county").toSchema("audit");
            }),
            OperationCase.of("Set a storage parameter", op -> {
                op.alterTable(
                        "county",
                        t -> t.changeStorageParameter("fillfactor").fromNone().to("70"));
            }),
            OperationCase.of(
                    "Reset a storage parameter", "alter table county set (toast.autovacuum_enabled = false)", op -> {
                        op.alterTable(
                                "county",
                                t -> t.changeStorageParameter("toast.autovacuum_enabled")
                                        .from("false")
                                        .toNone());
                    }),
            OperationCase.of("Stop logging a table", "create table import_row (line integer)", op -> {
                op.alterTable("import_row", t -> t.setUnlogged());
            }),
            OperationCase.of("Log a table", "create unlogged table import_row (line integer)", op -> {
                op.alterTable("import_row", t -> t.setLogged());
            }),
            OperationCase.of("Move a table to the tablespace of its database", op -> {
                op.alterTable("county", t -> t.changeTablespace().fromNone().toNone());
            }));

    private TableCases() {}
}
