package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.CsvFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a CSV file is written: {@code csv("db/rates.csv", f -> f.separator(';').nullText("NULL"))}. */
public final class CsvSpec {

    private final String location;
    private char separator = ',';
    private String nullText = "";
    private Charset encoding = StandardCharsets.UTF_8;

    CsvSpec(String location) {
        this.location = location;
    }

    /** What separates two values; a comma by default. */
    public CsvSpec separator(char value) {
        separator = value;
        return this;
    }

    /** What stands for null, unless it is quoted; by default nothing at all, so that {@code ""} is the empty text. */
    public CsvSpec nullText(String value) {
        nullText = value;
        return this;
    }

    /** The encoding of the file; UTF-8 by default. */
    public CsvSpec encoding(Charset value) {
        encoding = value;
        return this;
    }

    CsvFile build() {
        return new CsvFile(location, separator, nullText, encoding);
    }
}
