package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A revision that replaces others, proved to give an equal database.
 *
 * @param revision its header
 * @param operations those of its upgrade
 * @param files the source files to be written
 * @param rows the tables whose rows it writes, with the number of these
 * @param remarks for the user: what was left out, or has to be done by hand
 */
public record Squash(
        RevisionHeader revision,
        List<Operation> operations,
        List<SourceFile> files,
        Map<String, Long> rows,
        List<String> remarks) {

    public Squash {
        operations = List.copyOf(operations);
        files = List.copyOf(files);
        rows = new TreeMap<>(rows);
        remarks = List.copyOf(remarks);
    }
}
