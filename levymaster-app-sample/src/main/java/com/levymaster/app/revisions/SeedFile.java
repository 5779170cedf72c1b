package com.levymaster.app.revisions;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A CSV file on the class path whose rows a revision inserts unless they are there already. The ids of the inserted rows are kept in
 * {@code import_log}, so that a downgrade deletes these and no others.
 *
 * @param table that receives the rows
 * @param find query for the row that stands for a row of the file; its parameters are the columns of the file, as text
 * @param insert statement that inserts one row, with the same parameters
 */
record SeedFile(String name, String importType, String table, String find, String insert) {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    void load(JdbcClient jdbc) throws IOException {
        List<CSVRecord> rows = rows();
        List<Integer> ids = new ArrayList<>();
        for (CSVRecord row : rows) {
            if (jdbc.sql(find).params(row.toMap()).query().listOfRows().isEmpty()) {
                ids.add(insert(jdbc, row));
            }
        }
        jdbc.sql("""
                        insert into import_log (filename, import_type, import_source, record_count, success_count,
                          error_count, status, year, import_metadata, created_at, updated_at)
                        values (:name, :type::importtype, 'seed', :count, :inserted, 0, 'COMPLETED', 2025,
                          json_build_object('inserted_ids', :ids::json), now() at time zone 'utc', now() at time zone 'utc')
                        """)
                .param("name", name)
                .param("type", importType)
                .param("count", rows.size())
                .param("inserted", ids.size())
                .param("ids", ids.toString())
                .update();
    }

    private int insert(JdbcClient jdbc, CSVRecord row) {
        return jdbc.sql(insert + " returning id")
                .params(row.toMap())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException(name + ", row " + row.getRecordNumber()
                        + " refers to a row that does not exist: " + row.toMap()));
    }

    void remove(JdbcClient jdbc) {
        String log = "import_log where filename = :name and import_source = 'seed'";
        String ids = "json_array_elements_text(import_metadata -> 'inserted_ids')::integer";
        jdbc.sql("delete from " + table + " where id in (select " + ids + " from " + log + ")")
                .param("name", name)
                .update();
        jdbc.sql("delete from " + log).param("name", name).update();
    }

    private List<CSVRecord> rows() throws IOException {
        try (InputStream file = new ClassPathResource("seed/" + name).getInputStream();
                Reader csv = new InputStreamReader(file, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(csv)) {
            return parser.getRecords();
        }
    }
}
