package com.levymaster.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeCompatibilityTest {

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # Integers
            smallint                    | integer                     | true
            integer                     | bigint                      | true
            integer                     | integer                     | true
            bigint                      | integer                     | false
            # -2147483648 has 10 digits, -32768 has 5
            integer                     | numeric                     | true
            integer                     | numeric(10)                 | true
            integer                     | numeric(12,2)               | true
            integer                     | numeric(11,2)               | false
            smallint                    | numeric(5,0)                | true
            bigint                      | numeric(18,0)               | false
            bigint                      | numeric(19,0)               | true
            integer                     | numeric(12,-2)              | false
            # 24 bits of real, 53 of double precision
            smallint                    | real                        | true
            integer                     | real                        | false
            integer                     | double precision            | true
            bigint                      | double precision            | false
            real                        | double precision            | true
            double precision            | real                        | false
            real                        | numeric                     | false
            double precision            | bigint                      | false
            # Numbers with a decimal point
            numeric(10,2)               | numeric                     | true
            numeric                     | numeric(10,2)               | false
            numeric(10,2)               | numeric(12,2)               | true
            numeric(10,2)               | numeric(12,4)               | true
            numeric(10,2)               | numeric(10,4)               | false
            numeric(10,2)               | numeric(12,1)               | false
            numeric(4,0)                | integer                     | false
            numeric(10,2)               | double precision            | false
            numeric(10,2)               | money                       | false
            # Strings
            varchar(20)                 | text                        | true
            varchar(20)                 | varchar                     | true
            text                        | varchar                     | true
            varchar(20)                 | varchar(40)                 | true
            varchar(20)                 | varchar(20)                 | true
            varchar(40)                 | varchar(20)                 | false
            text                        | varchar(40)                 | false
            char(5)                     | char(8)                     | true
            char(8)                     | char(5)                     | false
            char(5)                     | varchar(5)                  | false
            char(5)                     | text                        | false
            varchar(5)                  | char(5)                     | false
            text                        | bytea                       | false
            bytea                       | text                        | false
            name                        | varchar(63)                 | true
            # Text forms
            integer                     | text                        | true
            integer                     | varchar(11)                 | true
            integer                     | varchar(10)                 | false
            numeric(10,2)               | varchar(12)                 | true
            numeric(10,2)               | varchar(11)                 | false
            boolean                     | varchar(5)                  | true
            uuid                        | text                        | true
            uuid                        | varchar(36)                 | true
            uuid                        | varchar(32)                 | false
            text                        | uuid                        | false
            timestamptz                 | text                        | true
            oid                         | text                        | false
            mood                        | text                        | true
            text                        | mood                        | false
            mood                        | mood                        | true
            mood                        | temper                      | false
            # Dates and times
            date                        | timestamp                   | true
            date                        | timestamptz                 | false
            timestamp                   | date                        | false
            timestamp                   | timestamptz                 | false
            timestamptz                 | timestamp                   | false
            timestamp(3)                | timestamp                   | true
            timestamp                   | timestamp(6)                | true
            timestamp                   | timestamp(3)                | false
            timestamptz(0)              | timestamptz(3)              | true
            time(3)                     | time(6)                     | true
            time(6)                     | time(3)                     | false
            time                        | timetz                      | false
            interval                    | interval(3)                 | false
            interval(3)                 | interval                    | true
            interval day                | interval                    | true
            interval day                | interval day to second(0)   | true
            interval                    | interval day to second      | true
            interval                    | interval year to month      | false
            interval hour               | interval day                | false
            # Bits
            bit(3)                      | bit varying(3)              | true
            bit(3)                      | varbit                      | true
            bit(3)                      | bit(4)                      | false
            varbit(3)                   | varbit(4)                   | true
            varbit(4)                   | varbit(3)                   | false
            varbit(3)                   | bit(3)                      | false
            # Documents and addresses
            jsonb                       | json                        | true
            json                        | jsonb                       | false
            jsonb                       | text                        | true
            text                        | jsonb                       | false
            cidr                        | inet                        | true
            inet                        | cidr                        | false
            macaddr                     | macaddr8                    | true
            macaddr8                    | macaddr                     | false
            # Arrays, by their elements
            integer[]                   | bigint[]                    | true
            bigint[]                    | integer[]                   | false
            varchar(5)[]                | varchar(10)[]               | true
            varchar(5)[]                | text[]                      | true
            integer[]                   | text                        | true
            integer                     | integer[]                   | false
            integer[]                   | integer                     | false
            # No conversion by assignment
            boolean                     | integer                     | false
            integer                     | boolean                     | false
            """)
    void a_change_of_type_is_lossless_if_every_value_is_kept(String from, String to, boolean lossless) {
        assertThat(TypeCompatibility.isLossless(ColumnType.parse(from), ColumnType.parse(to)))
                .isEqualTo(lossless);
    }
}
