package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlFile;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the SQL files of revisions, repeatables and callbacks: in directories, jars, nested jars, and a native image. Where there are
 * none, no class that reads them is loaded.
 */
public final class SqlRevisionScanner {

    private static final String ON_CLASS_PATH = "classpath:";

    private final ResourcePatternResolver resources;

    /** Creates a scanner of the class path of this loader. */
    public SqlRevisionScanner(ResourceLoader resources) {
        this.resources = ResourcePatternUtils.getResourcePatternResolver(resources);
    }

    /** What SQL files an application has. */
    public record Found(List<RevisionDefinition> revisions, Repeatables repeatables, SqlCallbacks callbacks) {}

    /**
     * Reads the files of all three kinds, each in its locations.
     *
     * @throws com.levymaster.migrate.error.MigrationException with all faults of all files
     */
    public Found all(
            List<String> revisions,
            List<String> repeatables,
            List<String> callbacks,
            Map<String, String> placeholders) {
        SqlFaults faults = new SqlFaults();
        Found found = new Found(
                faults.read(() -> revisions(revisions, placeholders), List.of()),
                faults.read(() -> repeatables(repeatables, placeholders), Repeatables.NONE),
                faults.read(() -> callbacks(callbacks, placeholders), SqlCallbacks.NONE));
        faults.refuse();
        return found;
    }

    /**
     * Reads the revisions in these locations and below.
     *
     * @param locations {@code classpath:db/revisions}, in all jars, or {@code file:…}
     * @throws com.levymaster.migrate.error.MigrationException with all faults of the files
     */
    public List<RevisionDefinition> revisions(List<String> locations, Map<String, String> placeholders) {
        Map<String, Resource> files = resources(locations);
        if (files.isEmpty()) {
            return List.of();
        }
        Map<String, SqlFile> opened = new TreeMap<>();
        files.forEach((name, file) -> opened.put(name, file::getInputStream));
        return SqlRevisionFiles.readFiles(opened, placeholders);
    }

    /** Reads the repeatables in these locations, as {@link #revisions} does. */
    public Repeatables repeatables(List<String> locations, Map<String, String> placeholders) {
        Map<String, byte[]> files = files(locations);
        return files.isEmpty() ? Repeatables.NONE : RepeatableFiles.read(files, placeholders);
    }

    /** Reads the callbacks in these locations, as {@link #revisions} does. */
    public SqlCallbacks callbacks(List<String> locations, Map<String, String> placeholders) {
        Map<String, byte[]> files = files(locations);
        return files.isEmpty() ? SqlCallbacks.NONE : SqlRevisionFiles.callbacks(files, placeholders);
    }

    /** Reads the rows that {@code db verify} inserts, as {@link #revisions} does. */
    public List<GivenRows> given(List<String> locations, Map<String, String> placeholders) {
        Map<String, byte[]> files = files(locations);
        return files.isEmpty() ? List.of() : SqlRevisionFiles.given(files, placeholders);
    }

    /** Returns the URLs of all SQL files in these locations and below. */
    public Set<String> urls(List<String> locations) {
        Set<String> urls = new TreeSet<>();
        try {
            for (String location : locations) {
                for (Resource file : sqlFiles(location)) {
                    urls.add(file.getURL().toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return urls;
    }

    /** By file name; files of one name in several directories or jars by their URL. */
    private Map<String, Resource> resources(List<String> locations) {
        Map<String, String> urls = new TreeMap<>();
        Map<String, Resource> files = new TreeMap<>();
        try {
            for (String location : locations) {
                for (Resource file : sqlFiles(location)) {
                    String url = file.getURL().toString();
                    String name = String.valueOf(file.getFilename());
                    String first = urls.putIfAbsent(name, url);
                    files.put(first == null || first.equals(url) ? name : url, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private Map<String, byte[]> files(List<String> locations) {
        ReadFiles files = new ReadFiles();
        try {
            for (Map.Entry<String, Resource> file : resources(locations).entrySet()) {
                files.read(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.contents();
    }

    /** In upper or lower case: some systems do not distinguish them. */
    private List<Resource> sqlFiles(String location) throws IOException {
        List<Resource> files = new ArrayList<>();
        for (Resource file : resources.getResources(pattern(location))) {
            String name = String.valueOf(file.getFilename()).toLowerCase(Locale.ROOT);
            if (name.endsWith(".sql") && !ReadFiles.isDirectory(file)) {
                files.add(file);
            }
        }
        return files;
    }

    private static String pattern(String location) {
        String all = location.startsWith(ON_CLASS_PATH)
                ? "classpath*:" + location.substring(ON_CLASS_PATH.length())
                : location;
        return StringUtils.trimTrailingCharacter(all, '/') + "/**/*.*";
    }
}
