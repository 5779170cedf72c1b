package com.levymaster.app.revisions;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A CSV file on the class path whose rows a revision inserts, and deletes again when it is downgraded.
 *
 * @param insert statement that inserts one row; its parameters are the columns of the file, as text
 * @param delete statement that deletes one row
 */
record SeedFile(String name, String importType, String insert, String delete) {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    void load(JdbcClient jdbc) throws IOException {
        List<CSVRecord> rows = rows();
        for (CSVRecord row : rows) {
            if (jdbc.sql(insert).params(row.toMap()).update() != 1) {
                throw new IllegalStateException(name + ", row " + row.getRecordNumber()
                        + " refers to a row that does not exist: " + row.toMap());
            }
        }
        jdbc.sql("""
                        insert into import_log (filename, import_type, import_source, record_count, success_count,
                          error_count, status, year, created_at, updated_at)
                        values (:name, :type::importtype, 'seed', :count, :count, 0, 'COMPLETED', 2025,
                          now() at time zone 'utc', now() at time zone 'utc')
                        """)
                .param("name", name)
                .param("type", importType)
                .param("count", rows.size())
                .update();
    }

    void remove(JdbcClient jdbc) throws IOException {
        for (CSVRecord row : rows()) {
            jdbc.sql(delete).params(row.toMap()).update();
        }
        jdbc.sql("delete from import_log where filename = :name and import_source = 'seed'")
                .param("name", name)
                .update();
    }

    private List<CSVRecord> rows() throws IOException {
        try (InputStream file = new ClassPathResource("seed/" + name).getInputStream();
                Reader csv = new InputStreamReader(file, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(csv)) {
            return parser.getRecords();
        }
    }
}
