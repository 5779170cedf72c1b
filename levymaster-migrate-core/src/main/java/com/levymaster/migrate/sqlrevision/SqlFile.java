package com.levymaster.migrate.sqlrevision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A SQL file, which is read when the application starts, and the rows of its copies once more when they are sent. */
@FunctionalInterface
public interface SqlFile {

    /** Opens the file at its beginning. */
    InputStream open() throws IOException;

    /** A file with this content, in UTF-8. */
    static SqlFile of(byte[] content) {
        return () -> new ByteArrayInputStream(content);
    }
}
