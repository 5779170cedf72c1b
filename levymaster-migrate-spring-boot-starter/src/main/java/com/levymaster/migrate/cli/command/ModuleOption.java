package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Limits a command to the revisions of a module. */
final class ModuleOption {

    @Option(names = "--module", paramLabel = "MODULE", description = "Only the revisions of this module.")
    @Nullable
    String module;

    /** Returns the targets within the module: {@code +1} becomes {@code billing@+1}. */
    List<String> targets(List<String> targets) {
        return targets.stream().map(this::target).toList();
    }

    /** Returns the target, or both ends of a range, within the module. */
    String target(String target) {
        String name = module;
        return name == null
                ? target
                : Arrays.stream(target.split(":", -1))
                        .map(end -> end.isEmpty() ? end : within(name, end))
                        .collect(Collectors.joining(":"));
    }

    private static String within(String module, String target) {
        if (!target.contains("@")) {
            return module + "@" + target;
        }
        if (!target.startsWith(module + "@")) {
            throw new MigrationException(
                    "The target " + target + " is not in module " + module + ".",
                    "leave out --module, or name a target of the module.");
        }
        return target;
    }

    /**
     * Returns those of the module.
     *
     * @throws MigrationException if there is no such module
     */
    List<RevisionHeader> of(RevisionGraph graph, List<RevisionHeader> revisions) {
        String name = module;
        if (name == null) {
            return revisions;
        }
        require(graph, name);
        return revisions.stream()
                .filter(revision -> revision.module().equals(name))
                .toList();
    }

    private static void require(RevisionGraph graph, String name) {
        if (!graph.modules().contains(name)) {
            throw new MigrationException(
                    "There is no module \"" + name + "\".",
                    graph.modules().isEmpty()
                            ? "name the modules first: @Revision(module = \"" + name + "\"), or @RevisionModule at the"
                                    + " package."
                            : "name one of " + String.join(", ", graph.modules()) + ".");
        }
    }
}
