package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.definition.InvalidRevisionClassException;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.StringUtils;

/** Reads the revisions that are SQL files. */
public final class SqlRevisionScanner {

    private static final String ON_CLASS_PATH = "classpath:";

    private final ResourceLoader resources;

    /** Creates a scanner of the class path of this loader. */
    public SqlRevisionScanner(ResourceLoader resources) {
        this.resources = resources;
    }

    /**
     * Reads all files with the extension {@code .sql} in these locations and below.
     *
     * @param locations {@code classpath:db/revisions}, in all jars, or {@code file:…}
     * @throws InvalidRevisionClassException if two locations have a file of the same name
     * @throws com.levymaster.migrate.error.MigrationException with all faults of the files
     */
    public List<RevisionDefinition> read(List<String> locations, Map<String, String> placeholders) {
        Map<String, String> found = new TreeMap<>();
        Map<String, String> copies = new TreeMap<>();
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (String location : locations) {
                for (Resource file : ResourcePatternUtils.getResourcePatternResolver(resources)
                        .getResources(pattern(location))) {
                    String name = String.valueOf(file.getFilename());
                    String before = found.putIfAbsent(name, file.getDescription());
                    if (before != null && !before.equals(file.getDescription())) {
                        copies.put(name, before + " and " + file.getDescription());
                    }
                    files.put(name, file.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!copies.isEmpty()) {
            throw InvalidRevisionClassException.copies(copies);
        }
        return SqlRevisionFiles.read(files, placeholders);
    }

    private static String pattern(String location) {
        String all = location.startsWith(ON_CLASS_PATH)
                ? "classpath*:" + location.substring(ON_CLASS_PATH.length())
                : location;
        return StringUtils.trimTrailingCharacter(all, '/') + "/**/*.sql";
    }
}
