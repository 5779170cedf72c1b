package com.levymaster.app.imports;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Imports a file in one transaction. Invalid rows are skipped and listed in the import log. */
@Service
class CsvImporter {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();

    private final ImportLogRepository logs;

    CsvImporter(ImportLogRepository logs) {
        this.logs = logs;
    }

    @Transactional
    public ImportLog load(RowImport rows, String filename, int year, Reader csv) {
        ImportLog log = new ImportLog(rows.type(), filename, year);
        try (CSVParser parser = FORMAT.parse(csv)) {
            List<String> missing = new ArrayList<>(rows.columns());
            missing.removeAll(parser.getHeaderNames());
            if (missing.isEmpty()) {
                load(rows, year, parser, log);
            } else {
                log.fail("The file lacks the columns " + String.join(", ", missing) + ".");
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            log.fail("The file is not CSV: " + e.getMessage());
        }
        return logs.save(log);
    }

    private static void load(RowImport rows, int year, CSVParser parser, ImportLog log) {
        long started = System.nanoTime();
        List<String> errors = new ArrayList<>();
        List<CSVRecord> records = parser.getRecords();
        for (CSVRecord record : records) {
            try {
                rows.load(new Row(record), year);
            } catch (RejectedRow e) {
                errors.add("row " + record.getRecordNumber() + ": " + e.reason());
            }
        }
        log.finish(records.size(), errors, Duration.ofNanos(System.nanoTime() - started));
    }
}
