package com.levymaster.migrate.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source file of a revision.
 *
 * @param id of the revision
 * @param packageName of the class; empty for none
 */
record RevisionSourceFile(Path path, String id, String packageName) {

    private static final Pattern ANNOTATION = Pattern.compile("@Revision\\s*\\(");
    private static final Pattern ID = Pattern.compile("\\bid\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;?");

    /** Returns the source; empty if the file contains no revision. */
    static Optional<RevisionSourceFile> of(Path path) {
        String text = read(path);
        Matcher annotation = ANNOTATION.matcher(text);
        if (!annotation.find()) {
            return Optional.empty();
        }
        Matcher id = ID.matcher(text);
        if (!id.find(annotation.end())) {
            return Optional.empty();
        }
        Matcher packaged = PACKAGE.matcher(text);
        return Optional.of(new RevisionSourceFile(path, id.group(1), packaged.find() ? packaged.group(1) : ""));
    }

    /** Returns the text; empty if it is not encoded in UTF-8, or if an editor has just removed the file. */
    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException | NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
