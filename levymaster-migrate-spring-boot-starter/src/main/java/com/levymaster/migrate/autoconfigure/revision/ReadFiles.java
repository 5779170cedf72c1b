package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;

/** Files that are read together; those that cannot be read are named together. */
final class ReadFiles {

    private final Map<String, byte[]> contents = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();

    /** A directory may be named like a file; files in it are found by themselves. */
    static boolean isDirectory(Resource resource) throws IOException {
        return resource.isFile() && Files.isDirectory(resource.getFile().toPath());
    }

    boolean has(String name) {
        return contents.containsKey(name);
    }

    void read(String name, Resource file) throws IOException {
        String url = file.getURL().toString();
        try {
            contents.put(name, file.getContentAsByteArray());
        } catch (IOException e) {
            unreadable.add(url + " cannot be read: " + e.getMessage());
        }
    }

    /** @throws MigrationException naming all files that could not be read */
    Map<String, byte[]> contents() {
        if (!unreadable.isEmpty()) {
            throw new MigrationException(
                    "Files of the application cannot be read:\n  - " + String.join("\n  - ", unreadable)
                            + "\nNothing was changed.",
                    "remove them, or make them readable; a link must lead to a file.");
        }
        return contents;
    }
}
