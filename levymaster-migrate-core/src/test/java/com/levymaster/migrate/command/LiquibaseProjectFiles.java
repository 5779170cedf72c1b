package com.levymaster.migrate.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a Liquibase project of change logs of all kinds. */
record LiquibaseProjectFiles(Path project) {

    private static final String XML = """
        <?xml version="1.0" encoding="UTF-8"?>
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
            http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
        %s
        </databaseChangeLog>
        """;

    Path resources() {
        return project.resolve("src/main/resources");
    }

    /** 54 change sets in XML, YAML, JSON and SQL. */
    LiquibaseProjectFiles writeAll() {
        write("db/changelog/db.changelog-master.yaml", """
            databaseChangeLog:
              - property: {name: money, value: "numeric(12, 2)"}
              - includeAll: {path: db/changelog/plain}
              - include: {file: db/changelog/tables.xml}
              - include: {file: more.yaml, relativeToChangelogFile: true}
              - include: {file: db/changelog/more.json}
              - includeAll: {path: db/changelog/sql}
              - include: {file: db/changelog/late.xml}
            """);
        write("db/changelog/tables.xml", XML.formatted(tables()));
        write("db/changelog/data/county.csv", "id,name\n101,Benton\n102,O'Brien\n");
        write(
                "db/changelog/data/seed.sql",
                "-- downgrade\ninsert into county (name) values ('a;b');\ninsert into county (name) values ('c')");
        write("db/changelog/more.yaml", yaml());
        write("db/changelog/more.json", json());
        write("db/changelog/sql/001.sql", formatted());
        write("db/changelog/plain/001.sql", "create table plain (id bigint); create table plain_two (id bigint);");
        return write("db/changelog/late.xml", XML.formatted(late()));
    }

    private static String tables() {
        return """
            <changeSet id="county" author="ann"><comment>the counties</comment>
              <createTable tableName="county" remarks="it's a county">
                <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true" primaryKeyName="pk_county"/></column>
                <column name="name" type="varchar(80)"><constraints nullable="false"/></column>
                <column name="rate" type="${money}" defaultValueNumeric="1.5"/>
                <column name="seen" type="timestamp with time zone" defaultValueComputed="now()"/>
              </createTable></changeSet>
            <changeSet id="district" author="ann">
              <createTable tableName="District">
                <column name="id" type="uuid"><constraints primaryKey="true"/></column>
                <column name="user" type="clob"/><column name="county_id" type="bigint"/><column name="old" type="int"/>
                <column name="open" type="boolean" defaultValueBoolean="true"/>
              </createTable>
              <addForeignKeyConstraint constraintName="fk_district_county" baseTableName="District" baseColumnNames="county_id"
                referencedTableName="county" referencedColumnNames="id" onDelete="CASCADE"/></changeSet>
            <changeSet id="index" author="ann"><createIndex tableName="District" indexName="ix_open" unique="false"><column name="open"/></createIndex></changeSet>
            <changeSet id="unique" author="ann"><addUniqueConstraint tableName="county" columnNames="name" constraintName="uq_county_name"/></changeSet>
            <changeSet id="column" author="ann"><addColumn tableName="county"><column name="code" type="varchar(3)" remarks="short"/></addColumn></changeSet>
            <changeSet id="rename" author="ann"><renameColumn tableName="county" oldColumnName="code" newColumnName="short_code" columnDataType="varchar(3)"/></changeSet>
            <changeSet id="drop" author="ann"><dropColumn tableName="District" columnName="old"/>
              <rollback><addColumn tableName="District"><column name="old" type="int"/></addColumn></rollback></changeSet>
            <changeSet id="default" author="ann"><addDefaultValue tableName="county" columnName="short_code" defaultValue="x"/></changeSet>
            <changeSet id="sequence" author="ann"><createSequence sequenceName="numbers" startValue="10" incrementBy="5"/></changeSet>
            <changeSet id="load" author="ann"><loadData tableName="county" file="db/changelog/data/county.csv">
              <column name="id" type="NUMERIC"/><column name="name" type="STRING"/></loadData><rollback>delete from county</rollback></changeSet>
            <changeSet id="seed" author="ann"><sqlFile path="data/seed.sql" relativeToChangelogFile="true"/></changeSet>
            <changeSet id="tag" author="ann"><tagDatabase tag="v1"/></changeSet>
            <changeSet id="visitor" author="ann"><createTable tableName="visited"><column name="id" type="int"/></createTable>
              <modifySql dbms="postgresql"><append value=" with (fillfactor=70)"/></modifySql>
              <modifySql dbms="oracle"><append value=" nonsense"/></modifySql></changeSet>
            <changeSet id="oracle" author="ann" dbms="oracle"><sql>create nonsense</sql></changeSet>
            <changeSet id="ignored" author="ann" ignore="true"><sql>create nonsense</sql></changeSet>
            <changeSet id="alone" author="ann" runInTransaction="false"><sql>create index concurrently ix_county_rate on county (rate)</sql>
              <rollback>drop index concurrently ix_county_rate</rollback></changeSet>
            <changeSet id="demo" author="ann" context="demo"><insert tableName="county"><column name="name" value="Demo"/></insert></changeSet>
            <changeSet id="prod" author="ann" context="prod"><insert tableName="county"><column name="name" value="Prod"/></insert></changeSet>
            <changeSet id="guarded" author="ann"><preConditions onFail="MARK_RAN"><not><tableExists tableName="guarded"/></not></preConditions>
              <createTable tableName="guarded"><column name="id" type="int"/></createTable></changeSet>
            """;
    }

    private static String yaml() {
        StringBuilder yaml = new StringBuilder("databaseChangeLog:\n");
        for (int i = 0; i < 12; i++) {
            yaml.append("""
                  - changeSet:
                      id: %1$d
                      author: bob
                      changes:
                        - createTable:
                            tableName: y%1$d
                            columns:
                              - column: {name: id, type: int, autoIncrement: true, constraints: {primaryKey: true}}
                              - column: {name: name, type: varchar(20), defaultValue: "it's %1$d"}
                """.formatted(i));
        }
        return yaml + """
              - changeSet:
                  id: function
                  author: bob
                  changes:
                    - createProcedure:
                        procedureText: |
                          create or replace function twice(a int) returns int language plpgsql as $$
                          begin
                            -- upgrade
                            return a * 2;
                          end $$
                  rollback: drop function twice(int)
              - changeSet:
                  id: view
                  author: bob
                  runOnChange: true
                  changes:
                    - createView: {viewName: all_counties, replaceIfExists: true, selectQuery: "select id, name from county"}
            """;
    }

    private static String json() {
        StringBuilder json = new StringBuilder("{\"databaseChangeLog\": [");
        for (int i = 0; i < 10; i++) {
            json.append("""
                %2$s{"changeSet": {"id": "j%1$d", "author": "cy", "changes": [{"addColumn": {"tableName": "y%1$d",
                  "columns": [{"column": {"name": "more", "type": "date"}}]}}]}}
                """.formatted(i, i == 0 ? "" : ","));
        }
        return json + "]}";
    }

    private static String formatted() {
        return """
            --liquibase formatted sql

            --changeset dee:one
            create table s1 (id bigint, note text default '--rollback');
            create table s2 (id bigint);
            --rollback drop table s2;
            --rollback drop table s1;

            --changeset dee:two splitStatements:false
            create function three() returns int language plpgsql as $$ begin return 3; end; $$;
            --rollback drop function three();

            --changeset dee:three labels:beta
            alter table s1 add beta text;
            --rollback alter table s1 drop beta;

            --changeset dee:four endDelimiter:/
            comment on table s1 is 'a;b'
            /
            comment on table s2 is 'c'
            --rollback empty

            --changeset dee:five
            alter table s1 add last text;
            --rollback alter table s1 drop last;
            """;
    }

    private static String late() {
        return """
            <changeSet id="type" author="eve"><modifyDataType tableName="county" columnName="short_code" newDataType="varchar(5)"/>
              <rollback><modifyDataType tableName="county" columnName="short_code" newDataType="varchar(3)"/></rollback></changeSet>
            <changeSet id="notnull" author="eve"><addNotNullConstraint tableName="county" columnName="short_code" columnDataType="varchar(5)" defaultNullValue="-"/></changeSet>
            <changeSet id="table" author="eve"><renameTable oldTableName="s2" newTableName="s3"/></changeSet>
            <changeSet id="remarks" author="eve"><setTableRemarks tableName="s3" remarks="three"/><rollback/></changeSet>
            <changeSet id="key" author="eve"><addPrimaryKey tableName="s3" columnNames="id" constraintName="pk_s3"/></changeSet>
            """;
    }

    LiquibaseProjectFiles write(String path, String text) {
        try {
            Path file = resources().resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LiquibaseProjectFiles delete(String path) {
        try {
            Files.delete(resources().resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A change log in XML, as the root. */
    LiquibaseProjectFiles writeRoot(String changeSets) {
        return write("db/changelog/root.xml", XML.formatted(changeSets));
    }
}
