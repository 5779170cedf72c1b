package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of the class path with a row on each line, and the names of the columns on its first one.
 *
 * @param location such as {@code db/rates.csv}
 * @param separator between two values
 * @param nullText what stands for null, unless it is quoted
 */
public record CsvFile(String location, char separator, String nullText, Charset encoding) {

    /** The names on its first line. */
    public List<String> header() {
        try (CsvReader reader = new CsvReader(this)) {
            return reader.header();
        }
    }

    /**
     * Opens it, to read these columns of each row.
     *
     * @throws MigrationException if it does not exist, or lacks one of the columns
     */
    public RowReader open(List<String> columns) {
        CsvReader reader = new CsvReader(this);
        try {
            reader.select(columns);
            return reader;
        } catch (MigrationException e) {
            reader.close();
            throw e;
        }
    }

    InputStream bytes() {
        String name = location.startsWith("/") ? location.substring(1) : location;
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        if (ofThread != null) {
            loaders.add(ofThread);
        }
        ClassLoader own = CsvFile.class.getClassLoader();
        loaders.add(own == null ? ClassLoader.getSystemClassLoader() : own);
        List<IOException> failures = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            URL found = loader.getResource(name);
            if (found != null) {
                try {
                    return found.openStream();
                } catch (IOException e) {
                    failures.add(e);
                }
            }
        }
        throw new MigrationException(
                failures.isEmpty()
                        ? "There is no file " + location + " in the class path."
                        : location + " cannot be read: " + failures.get(0).getMessage(),
                "put it below src/main/resources, and name it from there, such as db/rates.csv.");
    }
}
