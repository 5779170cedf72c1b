package com.levymaster.migrate.render;

import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.ViewOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Some consecutive operations of a large revision, as a class of its own: readers find a table sooner, and the compiler limits
 * the size of a method.
 */
record RevisionPart(String className, String method, List<ReviewedOperation> steps) {

    /** A revision up to this size is one file. */
    private static final int LARGE = 1200;

    /** A part of at least this size ends where operations of another area begin. */
    private static final int SMALL = 400;

    RevisionPart {
        steps = List.copyOf(steps);
    }

    /** Returns the parts; none if the steps are few enough for one class. */
    static List<RevisionPart> split(RevisionSource source, List<ReviewedOperation> steps, String method) {
        List<AlterTableGroup> groups = AlterTableGroup.group(steps);
        List<Integer> lines = lines(source, groups);
        if (lines.stream().mapToInt(Integer::intValue).sum() <= LARGE) {
            return List.of();
        }
        List<RevisionPart> parts = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        List<ReviewedOperation> current = new ArrayList<>();
        String area = "";
        int size = 0;
        for (int i = 0; i < groups.size(); i++) {
            String next = area(groups.get(i).steps().get(0).operation(), area);
            boolean full = size + lines.get(i) > LARGE || size >= SMALL && !next.equals(area);
            if (full && !current.isEmpty()) {
                parts.add(part(source, method, area, numbers, current));
                current.clear();
                size = 0;
            }
            area = next;
            current.addAll(groups.get(i).steps());
            size += lines.get(i);
        }
        parts.add(part(source, method, area, numbers, current));
        return parts;
    }

    private static RevisionPart part(
            RevisionSource source,
            String method,
            String area,
            Map<String, Integer> numbers,
            List<ReviewedOperation> steps) {
        String suffix = area + (method.equals("upgrade") ? "" : "Downgrade");
        String name = "R" + source.header().id() + "_" + suffix + numbers.merge(suffix, 1, Integer::sum);
        return new RevisionPart(name.equals(source.className()) ? name + "_" : name, method, steps);
    }

    private static List<Integer> lines(RevisionSource source, List<AlterTableGroup> groups) {
        BodyRenderer renderer = new BodyRenderer(source.imports(), source.known());
        List<Integer> lines = new ArrayList<>();
        for (AlterTableGroup group : groups) {
            StringBuilder text = new StringBuilder();
            renderer.statements(group.steps(), "op").forEach(code -> code.write(text, 2));
            lines.add((int) text.chars().filter(c -> c == '\n').count());
        }
        return lines;
    }

    private static String area(Operation operation, String before) {
        if (operation instanceof SchemaOperation
                || operation instanceof ExtensionOperation
                || operation instanceof TypeOperation
                || operation instanceof CompositeOperation
                || operation instanceof SequenceOperation) {
            return "Types";
        }
        if (operation instanceof ViewOperation) {
            return "Views";
        }
        if (operation instanceof PrivilegeOperation) {
            return "Privileges";
        }
        if (operation instanceof DataOperation) {
            return before.equals("Tables") || before.isEmpty() ? "Functions" : before;
        }
        return operation instanceof ConstraintOperation ? "Constraints" : "Tables";
    }

    RevisionSource.Part source(RevisionSource revision) {
        Imports imports = revision.imports();
        BodyRenderer renderer = new BodyRenderer(imports, revision.known());
        StringBuilder body = new StringBuilder();
        renderer.statements(steps, "op").forEach(code -> code.write(body, 2));
        String type = "/** A part of {@link " + revision.className() + "}. */\n"
                + "final class " + className + " {\n\n"
                + CodeBlock.INDENT + "private " + className + "() {}\n\n"
                + CodeBlock.INDENT + "static void " + method + "(Operations op) {\n"
                + body
                + CodeBlock.INDENT + "}\n"
                + "}\n";
        return new RevisionSource.Part(className + ".java", revision.file(imports, type));
    }
}
