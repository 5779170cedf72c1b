package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import java.util.List;

/** Enum types, domains and composite types. */
final class TypeCases {

    private static final String ADDRESS = """
            create type address as (street varchar(120), city varchar(80));
            create table owner (id integer, home address, homes address[])""";

    static final List<OperationCase> ALL = List.of(
            OperationCase.of("Create an enum type", op -> {
                op.types().createEnum("levy_kind", "REGULAR", "EXCESS", "it's");
            }),
            OperationCase.of("Add a value to an enum type", op -> {
                op.types().addEnumValue("district_status", "MERGED");
            }),
            OperationCase.of("Add a value before another", op -> {
                op.types().addEnumValueBefore("district_status", "PLANNED", "OPEN");
            }),
            OperationCase.of("Add a value after another", op -> {
                op.types().addEnumValueAfter("district_status", "PLANNED", "DRAFT");
            }),
            OperationCase.of("Rename a value of an enum type", op -> {
                op.types().renameEnumValue("district_status", "CLOSED").to("DISSOLVED");
            }),
            OperationCase.of("Remove a value from an enum type", op -> {
                op.types().removeEnumValue("district_status", "CLOSED");
            }),
            OperationCase.of("Remove a value from an enum type and give rows another", """
                    create table status_log (status district_status[] default '{DRAFT}', old district_status);
                    create table status_name (status district_status primary key);
                    alter table status_log add constraint fk_status foreign key (old) references status_name (status);
                    create index ix_status_log on status_log ((old = 'OPEN')) where old is not null;
                    comment on type district_status is 'of a district';
                    insert into status_name values ('OPEN'), ('DRAFT');
                    insert into status_log values ('{DRAFT,OPEN}', 'DRAFT');
                    alter table tax_district drop constraint ck_tax_district_status""", op -> {
                op.alterTable(
                        "status_name", t -> t.dropPrimaryKey("status_name_pkey").cascade());
                op.types().removeEnumValue("district_status", "DRAFT").replacedBy("OPEN");
            }),
            OperationCase.of("Rename an enum type", op -> {
                op.types().rename("district_status").to("status");
            }),
            OperationCase.of("Drop an enum type", "create type color as enum ('RED', 'GREEN')", op -> {
                op.types().dropEnum("color", "RED", "GREEN");
            }),
            OperationCase.of("Comment on an enum type", op -> {
                op.types().changeEnumComment("district_status").fromNone().to("of a district");
            }),
            OperationCase.of("Use an enum type in an array", op -> {
                op.createTable(
                        "status_log",
                        t -> t.column("seen", array(enumType("district_status")))
                                .defaultValue(List.of("OPEN")));
            }),
            OperationCase.of("Create a domain", op -> {
                op.types()
                        .createDomain(
                                "tax_year",
                                integer(),
                                d -> d.notNull()
                                        .defaultSql("2025 + 1")
                                        .check("tax_year_range", "value >= 1900 and value <= 2100")
                                        .comment("as the law counts"));
            }),
            OperationCase.of("Change a domain", op -> {
                op.types()
                        .alterDomain("percentage", numeric(5, 2))
                        .from(d -> d.check("percentage_range", "value >= 0 and value <= 100"))
                        .to(d -> d.check("percentage_range", "value >= 0")
                                .defaultValue(0)
                                .notNull());
            }),
            OperationCase.of("Rename a domain", op -> {
                op.types().rename("percentage").to("percent");
            }),
            OperationCase.of("Drop a domain", op -> {
                op.types()
                        .dropDomain("percentage")
                        .was(numeric(5, 2), d -> d.check("percentage_range", "value >= 0 and value <= 100"));
            }),
            OperationCase.of("Comment on a domain", op -> {
                op.types().changeDomainComment("percentage").fromNone().to("0 to 100");
            }),
            OperationCase.of("Create a composite type", op -> {
                op.types().createComposite("address", c -> {
                    c.attribute("street", varchar(120));
                    c.attribute("city", text()).collation("C").comment("as the post office writes it");
                    c.attribute("rates", array(domain("percentage")));
                    c.comment("where mail goes");
                });
            }),
            OperationCase.of("Add an attribute to a composite type", ADDRESS, op -> {
                op.types().addAttribute("address", "zip", varchar(10)).comment("five digits");
            }),
            OperationCase.of("Drop an attribute of a composite type", ADDRESS, op -> {
                op.types().dropAttribute("address", "city").was(varchar(80));
            }),
            OperationCase.of("Rename an attribute of a composite type", ADDRESS, op -> {
                op.types().renameAttribute("address", "city").to("town");
            }),
            OperationCase.of("Change the type of an attribute", "create type address as (city varchar(80))", op -> {
                op.types()
                        .changeAttributeType("address", "city")
                        .from(varchar(80))
                        .to(text(), "C");
            }),
            OperationCase.of("Rename a composite type", ADDRESS, op -> {
                op.types().rename("address").to("mail_address");
            }),
            OperationCase.of("Rename a type that others are made of", """
                    create domain open_status as district_status;
                    create type status_pair as (before district_status, after district_status)""", op -> {
                op.types().rename("district_status").to("status");
            }),
            OperationCase.of("Drop a composite type", "create type pair as (a integer, b text)", op -> {
                op.types().dropComposite("pair").was(c -> {
                    c.attribute("a", integer());
                    c.attribute("b", text());
                });
            }),
            OperationCase.of("Create a composite type unless it is there", op -> {
                op.idempotent(o -> o.types().createComposite("pair", c -> c.attribute("a", integer())));
            }),
            OperationCase.of("Drop an attribute if it is there", ADDRESS, op -> {
                op.idempotent(o -> o.types().dropAttribute("address", "city"));
            }),
            OperationCase.of("Comment on a composite type", ADDRESS, op -> {
                op.types().changeCompositeComment("address").fromNone().to("where mail goes");
            }),
            OperationCase.of("Comment on an attribute", ADDRESS, op -> {
                op.types().changeAttributeComment("address", "city").fromNone().to("as the post office writes it");
            }));

    private TypeCases() {}
}
