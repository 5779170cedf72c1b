package com.levymaster.migrate.dialect;

import java.util.List;

/** Functions, triggers, policies and other objects known by their definition; options and default privileges. */
final class DefinitionCases {

    private static final String ROLE =
            "do $$ begin create role levy_reader; exception when duplicate_object then end $$";

    private static final String FUNCTION =
            "create function levy(amount numeric, rate numeric default 0.01) returns numeric language sql as"
                    + " $$ select amount * rate $$";

    private static final String TRIGGER_FUNCTION =
            "create function touch() returns trigger language plpgsql as $$ begin return new; end $$";

    static final List<OperationCase> ALL = List.of(
            OperationCase.of("Create a function", op -> {
                op.functions()
                        .create(
                                "levy(amount numeric, rate numeric default 0.01)",
                                "returns numeric language sql as $$ select amount * rate $$");
            }),
            OperationCase.of("Replace a function", FUNCTION, op -> {
                op.functions()
                        .replace("levy(amount numeric, rate numeric default 0.01)")
                        .from("returns numeric language sql as $$ select amount * rate $$")
                        .to("returns numeric language sql as $$ select round(amount * rate, 2) $$");
            }),
            OperationCase.of("Drop a function", FUNCTION, op -> {
                op.functions()
                        .drop("levy(amount numeric, rate numeric default 0.01)")
                        .was("returns numeric language sql as $$ select amount * rate $$");
            }),
            OperationCase.of("Create a procedure in another schema", op -> {
                op.inSchema("audit")
                        .procedures()
                        .create("close_year(year integer)", "language sql as $$ delete from public.tax_district $$");
            }),
            OperationCase.of("Create a trigger", TRIGGER_FUNCTION, op -> {
                op.alterTable(
                        "county",
                        t -> t.triggers()
                                .create(
                                        "tr_touch",
                                        "before update of name on county for each row execute function touch()"));
            }),
            OperationCase.of(
                    "Replace a trigger",
                    TRIGGER_FUNCTION
                            + "; create trigger tr_touch before update on county for each row execute function touch()",
                    op -> {
                        op.alterTable(
                                "county",
                                t -> t.triggers()
                                        .replace("tr_touch")
                                        .from("before update on county for each row execute function touch()")
                                        .to("before insert or update on county for each row execute function touch()"));
                    }),
            OperationCase.of("Create a policy", op -> {
                op.alterTable("county", t -> {
                    t.policies().create("large", "for select using (population > 100000)");
                    t.enableRowSecurity();
                    t.forceRowSecurity();
                });
            }),
            OperationCase.of(
                    "Drop a policy",
                    "create policy large on county for select using (population > 100000);"
                            + " alter table county enable row level security, force row level security",
                    op -> {
                        op.alterTable("county", t -> {
                            t.unforceRowSecurity();
                            t.disableRowSecurity();
                            t.policies().drop("large").was("for select using (population > 100000)");
                        });
                    }),
            OperationCase.of("Create extended statistics", op -> {
                op.statistics().create("st_district", "(dependencies) on county_id, code from tax_district");
            }),
            OperationCase.of("Create a publication", op -> {
                op.publications().create("levy", "for table county, tax_district");
            }),
            OperationCase.of("Create a range type", op -> {
                op.rangeTypes().create("rate_range", "(subtype = numeric)");
            }),
            OperationCase.of("Set a storage parameter of an index", op -> {
                op.changeIndexParameter("ix_tax_district_code", "fillfactor")
                        .fromNone()
                        .to("70");
            }),
            OperationCase.of("Set an option of a view", op -> {
                op.views()
                        .changeOption("open_district", "security_barrier")
                        .fromNone()
                        .to("true");
            }),
            OperationCase.of("Set a storage parameter of a materialised view", op -> {
                op.views()
                        .changeMaterializedOption("district_count", "fillfactor")
                        .fromNone()
                        .to("80");
            }),
            OperationCase.of("Index a materialised view", op -> {
                op.alterTable(
                        "district_count",
                        t -> t.addIndex("ix_district_count_districts").on("districts"));
            }),
            OperationCase.of("Give privileges on tables to come", ROLE, op -> {
                op.inSchema("audit")
                        .grantByDefault("select", "insert")
                        .onTables()
                        .role("levy_reader");
            }),
            OperationCase.of(
                    "Take privileges on sequences to come",
                    ROLE + "; alter default privileges grant usage on sequences to levy_reader",
                    op -> {
                        op.revokeByDefault("usage").onSequences().role("levy_reader");
                    }));

    private DefinitionCases() {}
}
