package com.levymaster.migrate.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a Flyway project of files of all kinds. */
record FlywayProjectFiles(Path project) {

    private static final List<String> VERSIONS = List.of(
            "1",
            "1.1",
            "1_2",
            "2",
            "2.0.1",
            "3",
            "003.5",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9",
            "10",
            "11",
            "12",
            "13",
            "14",
            "15",
            "16",
            "17",
            "18",
            "19",
            "20",
            "2024.01.01",
            "2024.01.02",
            "2024_02_01",
            "2024.11.30",
            "2024.11.30.1",
            "20250101120000");

    Path locations() {
        return project.resolve("src/main/resources/db/migration");
    }

    /** 30 migrations with 26 undo files, 8 repeatables, and a few with something particular. */
    FlywayProjectFiles writeAll() {
        for (int i = 0; i < VERSIONS.size(); i++) {
            String version = VERSIONS.get(i);
            write(
                    (i % 3 == 0 ? "" : "year" + i % 3 + "/") + "V" + version + "__add_table_" + i + ".sql",
                    "-- upgrade\ncreate table t" + i + " (id bigserial primary key, name varchar(80) not null"
                            + (i == 0 ? "" : ", parent_id bigint references t" + (i - 1)) + ");\n"
                            + "-- downgrade\ncomment on table t" + i + " is '${county} ''" + i
                            + "''; not -- a comment';\r\n"
                            + "insert into t" + i + " (name) values ('a;b')" + (i % 2 == 0 ? ";" : ""));
            if (i > 3) {
                write("U" + version + "__add_table_" + i + ".sql", "drop table t" + i + ";");
            }
        }
        for (int i = 0; i < 8; i++) {
            write(
                    "R__v" + i + "_all_rows.sql",
                    "create or replace view v" + i + " as select * from " + (i == 0 ? "t0" : "v" + (i - 1)) + ";\n"
                            + "comment on view v" + i + " is '${county}'");
        }
        return writeParticular();
    }

    private FlywayProjectFiles writeParticular() {
        write("V20260101000001__indexes.sql", "create index concurrently t0_name on t0 (name);\n");
        write("V20260101000002__two_alone.sql", "create index t1_name on t1 (name);\nvacuum t1;\n");
        write("V20260101000002__two_alone.sql.conf", "executeInTransaction=false\n");
        write(
                "V20260101000003__latin.sql",
                "comment on table t1 is 'Stra\u00dfe';".getBytes(StandardCharsets.ISO_8859_1));
        write("V20260101000003__latin.sql.conf", "encoding=ISO-8859-1\n");
        write("V20260101000004__function.sql", """
                create function answer(i int) returns int language plpgsql as $body$
                begin
                  -- downgrade
                  return i; -- ;
                end $body$;
                create function atomic() returns bigint begin atomic select count(*) from t0; end;
                create trigger touch before update on t0 for each row execute function suppress_redundant_updates_trigger();
                """);
        write("V20260101000005__rows.sql", "copy t0 (id, name) from stdin;\n100\ta b\n101\t\\N x\n\\.\n");
        write(
                "V20260101000006__types.sql",
                "create type kind as enum ('A', 'B');\nalter table t2 add kind kind default 'A';\n");
        write("U20260101000001__indexes.sql", "drop index concurrently t0_name");
        write("U20260101000002__two_alone.sql", "drop index t1_name");
        write("U20260101000003__latin.sql", "comment on table t1 is null");
        write("U20260101000004__function.sql", "drop trigger touch on t0;\ndrop function answer; drop function atomic");
        write("U20260101000005__rows.sql", "delete from t0 where id >= 100");
        write("U20260101000006__types.sql", "alter table t2 drop kind;\ndrop type kind");
        return this;
    }

    FlywayProjectFiles write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    FlywayProjectFiles write(String file, byte[] bytes) {
        try {
            Path path = locations().resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String file) {
        try {
            Files.delete(locations().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
